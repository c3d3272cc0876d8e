package viewcounter.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A disk for journals that fails, or takes its time, when a test says so. */
public final class FaultyDisk implements Journal.Disk {

  private enum Forces { GO, WAIT, FAIL }

  private Forces forces = Forces.GO;
  private boolean full;

  /** Opens a store whose journals are on this disk. */
  public Store open(Path folder) {
    return Store.open(folder, this);
  }

  /** From now on, what is written cannot be forced. */
  public synchronized void fail() {
    forces = Forces.FAIL;
    notifyAll();
  }

  /** From now on, nothing can be written, not even half of it. */
  public synchronized void fill() {
    full = true;
  }

  /** From now on, who forces something has to wait. */
  public synchronized void hold() {
    forces = Forces.WAIT;
  }

  /** From now on all is well; who waits goes on. */
  public synchronized void work() {
    forces = Forces.GO;
    full = false;
    notifyAll();
  }

  private synchronized void forced() throws IOException {
    while (forces == Forces.WAIT) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    if (forces == Forces.FAIL) {
      throw new IOException("A test lets it fail");
    }
  }

  private synchronized boolean isFull() {
    return full;
  }

  @Override
  public FileChannel openFile(Path path) throws IOException {
    return new Faulty(FileChannel.open(path, CREATE, WRITE));
  }

  private final class Faulty extends FileChannel {

    private final FileChannel file;

    private Faulty(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      if (isFull()) {
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2),
            position);
        throw new IOException("No space left on device");
      }
      return file.write(bytes, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
      forced();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }

    @Override
    public int read(ByteBuffer bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long to, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
