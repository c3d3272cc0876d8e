package viewcounter.passwords;

/** Only for a look into the store: what is stored is the password. */
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
