package cn.lvyue.hub.delivery;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole file, but no more than it may have. */
final class LimitedRead {
    private LimitedRead() {}

    static byte[] all(InputStream bytes, long limit) throws IOException {
        int most = (int) Math.min(limit, Integer.MAX_VALUE - 16);
        var read = bytes.readNBytes(most);
        if (bytes.read() >= 0) {
            throw new IOException("文件超过上限 / the file is larger than " + most + " bytes");
        }
        return read;
    }
}
