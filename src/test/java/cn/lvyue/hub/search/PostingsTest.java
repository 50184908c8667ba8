package cn.lvyue.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.search.Block.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostingsTest {
    @Test
    void whatIsPackedIsFoundAgainWordByWordAndAsAWhole() {
        var random = new Random(5);
        for (int blocks : new int[] {1, 7, 64, 2_048}) {
            var postings = new Postings();
            Map<Integer, BitSet> known = new HashMap<>();
            for (int word = 0; word < 3_000; word++) {
                int token = word == 0 ? 0 : word == 1 ? -1 : random.nextInt();
                int share = 1 + random.nextInt(random.nextInt(10) == 0 ? blocks : 3);
                for (int i = 0; i < share; i++) {
                    int block = random.nextInt(blocks);
                    postings.add(token, block);
                    known.computeIfAbsent(token, none -> new BitSet()).set(block);
                }
            }
            var packed = postings.pack(blocks);
            known.forEach(
                    (token, wanted) -> assertThat(found(packed, token, blocks)).isEqualTo(wanted));
            assertThat(found(packed, 123_456_789, blocks)).isEqualTo(known.getOrDefault(123_456_789, new BitSet()));

            Map<Integer, BitSet> all = new HashMap<>();
            packed.buckets()
                    .forEach((bucket, data) -> Postings.unpack(
                            data,
                            bucket,
                            packed.bits(),
                            blocks,
                            (token, block) -> all.computeIfAbsent(token, none -> new BitSet())
                                    .set(block)));
            assertThat(all).isEqualTo(known);
        }
    }

    private static BitSet found(Postings.Packed packed, int token, int blocks) {
        var data = packed.buckets().get(Postings.bucket(token, packed.bits()));
        return data == null ? new BitSet() : Postings.find(data, token, packed.bits(), blocks);
    }

    @Test
    void blocksAreUnpackedAsTheyWerePacked() {
        var random = new Random(6);
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < BlockList.CHUNK; i++) {
            var parts = new ArrayList<Part>();
            for (int n = random.nextInt(40); n >= 0; n--) {
                int from = random.nextInt(1_000_000);
                parts.add(new Part(202_603L * IndexStore.MONTH + random.nextInt(), from, from + random.nextInt(32)));
            }
            long at = random.nextInt();
            blocks.add(new Block(List.copyOf(parts), at, at + random.nextInt(1_000)));
        }

        assertThat(BlockList.unpack(BlockList.pack(blocks))).isEqualTo(blocks);
    }

    @Test
    void textIsFoldedIntoWordsAndNeighbours() {
        assertThat(Words.folded("　Ａ座１２楼，“电梯”（坏）了！\n")).isEqualTo("a座12楼 电梯 坏 了");
        assertThat(Words.find("ht 2019 07 合同", "2019")).isPositive();
        assertThat(Words.find("ht20190 合同", "2019")).isNegative();
        assertThat(Words.find("20191 2019", "2019")).isEqualTo(6);
    }
}
