package cn.lvyue.hub.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one feed's bytes are read, as its mapping file says under {@code read:}.
 *
 * <p>Names of source fields by format: a CSV or workbook column by its header text (a two-level header joins both levels
 * with {@code /}; the lower level alone also names it where it is unique), a JSON value by its path from the record with
 * dots ({@code object.region.code}), an XML value by its path from the record element with slashes, {@code @} for
 * attributes and {@code .} for the record's own text ({@code b:Firm/@uscc}).
 *
 * @param format the family; the reader tells its members apart by content (XLSX or XLS; array, page, single or NDJSON)
 * @param sourceFields the names the mapping asks for, in slot order
 * @param records where records stand: a JSON pointer to the array ({@code /data/list}; "" = the document itself), or the
 *     XML path of the record element ({@code b:Batch/b:Breach}); unused by tables
 * @param namespaces prefix → URI for XML paths
 * @param okWhen JSON pointer → value that an envelope must hold; a page that says otherwise is an error page
 * @param headerRow the first header row, counted from 1
 * @param headerRows how many rows the header has: 1, or 2 for merged two-level headers
 * @param skipSheets sheets that hold no records (notes, code lists); hidden sheets are skipped anyway
 * @param endWhen texts that, in the first filled cell of a row, end the records of a sheet: 合计, 填表人
 * @param requiredColumns without all of these the header counts as not found (F103)
 * @param charset a charset name, or {@code auto}: BOM, strict UTF-8, then GB18030
 */
public record ReadPlan(
        FeedId feed,
        Format format,
        List<String> sourceFields,
        String records,
        Map<String, String> namespaces,
        Map<String, String> okWhen,
        int headerRow,
        int headerRows,
        List<String> skipSheets,
        List<String> endWhen,
        List<String> requiredColumns,
        String charset,
        @Nullable Character delimiter) {

    /** A family of formats. */
    public enum Format {
        JSON,
        CSV,
        WORKBOOK,
        XML,
        /** Rows of a database table, in the form the hub archives them. */
        TABLE
    }

    public ReadPlan {
        sourceFields = List.copyOf(sourceFields);
        namespaces = Map.copyOf(namespaces);
        okWhen = Map.copyOf(okWhen);
        skipSheets = List.copyOf(skipSheets);
        endWhen = List.copyOf(endWhen);
        requiredColumns = List.copyOf(requiredColumns);
    }
}
