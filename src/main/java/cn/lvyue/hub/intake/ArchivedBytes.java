package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes from the archive. Failing to get them is a failure of the surroundings, so that every other
 * {@link IOException} while reading is the content's fault.
 */
final class ArchivedBytes extends FilterInputStream {
    ArchivedBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        try {
            return in.read(buffer, from, length);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static TemporaryFailure lost(IOException cause) {
        return new TemporaryFailure("archived bytes cannot be read: " + cause.getMessage(), cause);
    }
}
