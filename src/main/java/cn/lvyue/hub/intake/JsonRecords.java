package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Tells the members of the JSON family apart: one document, or one object per line. */
final class JsonRecords {
    private static final int LOOK_AHEAD = 1 << 18;

    private JsonRecords() {}

    static RecordSource open(ReadTask task, FileInMessage file) throws IOException {
        var text = TextCharset.of(task.plan, UTF_8, file.bytes());
        var reader = new BufferedReader(text, LOOK_AHEAD);
        reader.mark(LOOK_AHEAD);
        char first = nextVisible(reader);
        boolean lines = first == '{' && skipLine(reader) && nextVisible(reader) == '{';
        reader.reset();
        if (first != '{' && first != '[') {
            throw refusal(file, first);
        }
        return lines ? new NdjsonRecords(task, file, text, reader) : new JsonDocument(task, file, text, reader);
    }

    private static Refused refusal(FileInMessage file, char first) {
        if (first == 0) {
            return Fault.UNREADABLE.refuse(file.place(), null, Fault.SOME_CONTENT);
        }
        return first == '<'
                ? Fault.WRONG_TYPE.refuse(file.place(), "<", "JSON")
                : Fault.UNREADABLE.refuse(file.place(), String.valueOf(first), Fault.JSON_START);
    }

    /** 0 if there is none near. */
    private static char nextVisible(Reader reader) throws IOException {
        for (int i = 0; i < LOOK_AHEAD / 4; i++) {
            int c = reader.read();
            if (c > ' ' || c < 0) {
                return (char) Math.max(c, 0);
            }
        }
        return 0;
    }

    private static boolean skipLine(Reader reader) throws IOException {
        for (int i = 0; i < LOOK_AHEAD / 2; i++) {
            int c = reader.read();
            if (c == '\n' || c < 0) {
                return c == '\n';
            }
        }
        return false;
    }
}
