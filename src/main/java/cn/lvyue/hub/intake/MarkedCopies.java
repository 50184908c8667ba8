package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Gives senders their own document back with the faults marked in it (退回补正). Knows places and words only; what became of a
 * record is the caller's to say.
 */
public interface MarkedCopies {
    /** What the words about a record that stays begin with: a copy made later knows them again. */
    String NOTHING_TO_DO = "✓ ";

    /** What kind of file the copy is; one in an archive comes back in an archive. */
    enum Form {
        XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        /** With macros, which the copy still has. */
        XLSM("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        XLS("xls", "application/vnd.ms-excel"),
        CSV("csv", "text/csv"),
        ZIP("zip", "application/zip"),
        GZIP("gz", "application/gzip");

        private final String extension;
        private final String mediaType;

        Form(String extension, String mediaType) {
            this.extension = extension;
            this.mediaType = mediaType;
        }

        public String extension() {
            return extension;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    /** How much a mark asks of the sender. */
    enum Weight {
        /** The record was refused for this. */
        REFUSED,
        /** The record waits for this. */
        WAITING,
        /** Worth knowing. */
        NOTE
    }

    /** One fault at its place. @param place as the reader gave it, of a cell, a record or a file */
    record Mark(String place, Weight weight, String words) {}

    /**
     * What to say about one record.
     *
     * @param place of the record, as the reader gave it
     * @param words for the column of findings; empty to say nothing
     * @param marks of its single values
     */
    record Row(String place, Weight weight, String words, List<Mark> marks) {
        public Row {
            marks = List.copyOf(marks);
        }
    }

    /** A document that can be given back marked; holds temporary files until closed. */
    interface Copy extends AutoCloseable {
        Form form();

        /**
         * Writes the copy as a stream, with a bounded part of it in memory. To be called once.
         *
         * @param rows in the order the reader read them
         * @param ofTheFile what to say about the document as a whole
         * @param out left open
         * @throws IOException if the receiver takes no more
         */
        void write(Iterator<Row> rows, List<Mark> ofTheFile, OutputStream out) throws IOException;

        @Override
        void close();
    }

    /**
     * @param bytes as they came; closed with the copy, or at once if there is none
     * @return empty for what is not given back as a copy: JSON and XML, unreadable documents, workbooks in a form that cannot be
     *     marked (old ones beyond the limit); their sender gets a report
     */
    Optional<Copy> open(ReadPlan plan, InputStream bytes);
}
