package cn.lvyue.hub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {
    private final Packing packing = new Packing();

    @Test
    void givesBackEveryPieceWhateverItIs() {
        var random = new Random(7);
        for (int size : new int[] {0, 1, 99, 100, 101, 5_000, 70_000, 1 << 20}) {
            var noise = new byte[size];
            random.nextBytes(noise);
            var rows = rows(size);
            var mixed = rows.clone();
            System.arraycopy(noise, 0, mixed, size / 2, size - size / 2);
            for (var plain : new byte[][] {noise, rows, mixed, new byte[size]}) {
                assertThat(packing.unpack(packing.pack(plain))).isEqualTo(plain);
            }
        }
    }

    @Test
    void makesTextMuchSmallerAndNothingLargerByMoreThanAByte() {
        var noise = new byte[100_000];
        new Random(3).nextBytes(noise);

        assertThat(packing.pack(rows(1 << 20)).length).isLessThan((1 << 20) / 5);
        assertThat(packing.pack(noise)).hasSize(noise.length + 1);
    }

    @Test
    void manyThreadsPackAndUnpackAtOnce() {
        IntStream.range(0, 500).parallel().forEach(i -> {
            var plain = rows(1_000 + 17 * i);
            assertThat(packing.unpack(packing.pack(plain))).isEqualTo(plain);
        });
    }

    @Test
    void whatWasNotPackedHereIsRefused() {
        var packed = packing.pack(rows(5_000));
        for (var bad : new byte[][] {
            {}, {2, 0, 0}, {1, 0}, Arrays.copyOf(packed, packed.length - 3), longer(packed), shorter(packed)
        }) {
            assertThatThrownBy(() -> packing.unpack(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(packing.unpack(packed))
                .as("what was refused leaves no trace")
                .isEqualTo(rows(5_000));
    }

    private static byte[] longer(byte[] packed) {
        var changed = packed.clone();
        changed[4]++;
        return changed;
    }

    private static byte[] shorter(byte[] packed) {
        var changed = packed.clone();
        changed[4]--;
        return changed;
    }

    private static byte[] rows(int size) {
        var text = new StringBuilder();
        for (int row = 0; text.length() < size; row++) {
            text.append(row)
                    .append(",哈尔滨市某区住房和城乡建设局,拖欠工程款,")
                    .append(row * 7919 % 1000)
                    .append('\n');
        }
        return Arrays.copyOf(text.toString().getBytes(Charset.forName("GB18030")), size);
    }
}
