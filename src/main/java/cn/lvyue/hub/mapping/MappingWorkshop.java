package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FeedId;
import java.util.List;

/** Checks, reads and compares mappings that are not in force. */
public interface MappingWorkshop {

    /** What a check says. */
    sealed interface Checked permits Good, Faulty {}

    /** It could be put into force. */
    record Good(MappingTexts.Text text) implements Checked {}

    /** The first fault. @param line from 1; 0 for the text as a whole */
    record Faulty(int line, String zh, String en) implements Checked {}

    /** The same checks as at start, for a mapping of a feed the hub has, to the standard pack the feed's file names. */
    Checked check(FeedId feed, String text);

    /** @throws IllegalStateException naming line and fault if it is not in order */
    MappingTable table(MappingTexts.Text text);

    /** What differs, in words; empty where only notes and blanks do. @throws IllegalStateException as {@link #table} */
    List<MappingChange> changes(MappingTexts.Text before, MappingTexts.Text after);

    /** One feed with its mapping as a text says; it knows no other. @throws IllegalStateException as {@link #table} */
    Mappings with(MappingTexts.Text text);
}
