package viewcounter.store.file;

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
import java.util.ArrayList;
import java.util.List;
import viewcounter.store.Store;
import viewcounter.store.engine.Owner;

/**
 * A disk for journals that fails or hangs when a test says so, and that records
 * what was done to it.
 */
public final class FaultyDisk implements Journal.Disk {

  /** What was done to a file: bytes written, truncated, or (neither) forced. */
  record Operation(long position, byte[] bytes, boolean isForce) {}

  private final List<Operation> operations = new ArrayList<>();

  private enum Forces { GO, WAIT, FAIL }

  private Forces forces = Forces.GO;
  private Error error; // of the program, not of the disk
  private boolean full;
  private int room = Integer.MAX_VALUE; // for so many writes
  private int most = Integer.MAX_VALUE; // bytes that it takes at once

  /** Opens a store whose journals are on this disk. */
  public Store open(Path folder) {
    return new Store(FileEngine.open(folder, Owner.UNKNOWN, this));
  }

  /** From now on, what is written cannot be forced. */
  public synchronized void fail() {
    forces = Forces.FAIL;
    notifyAll();
  }

  /** From now on, the program has no memory to write with, for example. */
  synchronized void failWith(Error error) {
    this.error = error;
  }

  /** From now on, nothing can be written, not even half of it. */
  public synchronized void fill() {
    full = true;
  }

  /** After so many more writes, the disk is full. */
  synchronized void fillAfter(int writes) {
    room = writes;
  }

  /** From now on, a write may be cut short, without an error. */
  synchronized void takeAtOnce(int bytes) {
    most = bytes;
  }

  /** From now on, each force has to wait. */
  public synchronized void hold() {
    forces = Forces.WAIT;
  }

  /** From now on all is well; what was waiting goes on. */
  public synchronized void work() {
    forces = Forces.GO;
    error = null;
    full = false;
    room = Integer.MAX_VALUE;
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
    if (error != null) {
      throw error;
    }
    if (forces == Forces.FAIL) {
      throw new IOException("A test makes it fail");
    }
  }

  private synchronized boolean isFull() {
    full |= room-- <= 0;
    return full;
  }

  /** All that was done so far, in order. */
  synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  private synchronized void record(Operation operation) {
    operations.add(operation);
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
      boolean isFull = isFull();
      int length = isFull ? bytes.remaining() / 2
          : Math.min(bytes.remaining(), most);
      byte[] written = new byte[length];
      bytes.get(written);
      record(new Operation(position, written, false));
      file.write(ByteBuffer.wrap(written), position);
      if (isFull) {
        throw new IOException("No space left on device");
      }
      return length;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
      forced();
      record(new Operation(0, null, true));
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      record(new Operation(size, null, false));
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
