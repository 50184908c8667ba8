package cn.lvyue.hub.console;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture in its 256 most frequent colours: what a page is painted in, and a third of the bytes. */
final class SmallPicture {
    private static final int COLOURS = 256;

    /** The last two bits of red, green and blue are the grey of letters' edges: nobody sees them. */
    private static final int COARSE = 0xFCFCFC;

    private SmallPicture() {}

    static void write(byte[] png, Path to) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var palette = palette(image);
        var nearest = new HashMap<Integer, Integer>();
        var small =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int index = nearest.computeIfAbsent(image.getRGB(x, y) & COARSE, colour -> nearest(colour, palette));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        ImageIO.write(small, "png", to.toFile());
    }

    private static int[] palette(BufferedImage image) {
        var seen = new HashMap<Integer, Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.merge(image.getRGB(x, y) & COARSE, 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    /** White stays white though its last bits were cut. */
    private static IndexColorModel model(int[] palette) {
        var opaque = new int[palette.length];
        for (int i = 0; i < palette.length; i++) {
            opaque[i] = 0xFF000000 | palette[i] | (palette[i] >> 6 & 0x030303);
        }
        return new IndexColorModel(8, opaque.length, opaque, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            long distance = square(colour >> 16, palette[i] >> 16)
                    + square(colour >> 8, palette[i] >> 8)
                    + square(colour, palette[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static long square(int one, int other) {
        long difference = (one & 0xFF) - (other & 0xFF);
        return difference * difference;
    }
}
