package viewcounter.passwords;

/** For a look into the store only: what is stored is the password. */
public final class PlaintextHasher implements PasswordHasher {

  @Override
  public String hash(String password) {
    return password;
  }

  @Override
  public boolean matches(String password, String hash) {
    return password.equals(hash);
  }
}
