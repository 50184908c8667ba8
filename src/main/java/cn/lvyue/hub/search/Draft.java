package cn.lvyue.hub.search;

import java.util.ArrayList;
import java.util.List;

/** A slice in the making: blocks in ascending order, and what words they hold. */
final class Draft {
    private final Space space;
    private final int month;
    private final List<Block> blocks = new ArrayList<>();
    private final Postings postings = new Postings();
    private int docs;

    Draft(Space space, int month) {
        this.space = space;
        this.month = month;
    }

    Space space() {
        return space;
    }

    int month() {
        return month;
    }

    List<Block> blocks() {
        return blocks;
    }

    int docs() {
        return docs;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** @return the block's number */
    int add(Block block) {
        blocks.add(block);
        docs += block.docs();
        return blocks.size() - 1;
    }

    /** @param tokens what the block of a number holds */
    void words(int block, int[] tokens) {
        for (int token : tokens) {
            postings.add(token, block);
        }
    }

    void word(int block, int token) {
        postings.add(token, block);
    }

    Postings.Packed pack() {
        return postings.pack(blocks.size());
    }
}
