package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Block.Part;
import java.util.ArrayList;
import java.util.List;

/** What is in the blocks of a slice, packed by {@value #CHUNK} blocks, as the buckets below 0 of its postings. */
final class BlockList {
    static final int CHUNK = 32;

    private BlockList() {}

    /** The bucket that tells of a block. */
    static int bucket(int block) {
        return -1 - block / CHUNK;
    }

    static byte[] pack(List<Block> chunk) {
        var out = new Bytes();
        long message = 0;
        long at = 0;
        for (var block : chunk) {
            out.signed(block.minAt() - at).number(block.maxAt() - block.minAt());
            at = block.minAt();
            out.number(block.parts().size());
            for (var part : block.parts()) {
                out.signed(part.message() - message).number(part.from()).number(part.to() - part.from());
                message = part.message();
            }
        }
        return out.copy();
    }

    static List<Block> unpack(byte[] data) {
        var in = new Bytes.Reader(data);
        var blocks = new ArrayList<Block>(CHUNK);
        long message = 0;
        long at = 0;
        while (!in.atEnd()) {
            at += in.signed();
            long maxAt = at + in.number();
            int count = (int) in.number();
            var parts = new ArrayList<Part>(count);
            for (int i = 0; i < count; i++) {
                message += in.signed();
                int from = (int) in.number();
                parts.add(new Part(message, from, from + (int) in.number()));
            }
            blocks.add(new Block(parts, at, maxAt));
        }
        return blocks;
    }
}
