package cn.lvyue.hub.api.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where commands write: results to one stream, progress and complaints to the other. */
final class Output {
    private final PrintStream out;
    private final PrintStream err;
    private String progress = "";
    private final JsonMapper json = JsonMapper.builder().build();

    Output(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    JsonMapper json() {
        return json;
    }

    void line(Object text) {
        out.println(text);
    }

    /** One JSON document on one line. */
    void jsonLine(Object value) {
        out.println(json.writeValueAsString(value));
    }

    void jsonDocument(Object value) {
        out.println(json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
    }

    void note(String text) {
        err.println(text);
    }

    /** How far something is that is asked about again and again; the same is not told twice in a row. */
    void progress(String text) {
        if (!text.equals(progress)) {
            note(text);
            progress = text;
        }
    }

    /** Says what went wrong, without a stack trace. */
    int failed(Exception failure) {
        err.println(Faults.text(failure));
        return 1;
    }

    PrintWriter writer() {
        return writer(out);
    }

    PrintWriter errorWriter() {
        return writer(err);
    }

    /** What is written is encoded as the stream does it, whatever charset the JVM has for its own. */
    private static PrintWriter writer(PrintStream to) {
        var text = new Writer() {
            @Override
            public void write(char[] characters, int from, int length) {
                to.print(String.valueOf(characters, from, length));
            }

            @Override
            public void flush() {
                to.flush();
            }

            @Override
            public void close() {
                to.flush();
            }
        };
        return new PrintWriter(text, true);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
