package cn.lvyue.hub.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.Workbook;
import tools.jackson.databind.JsonNode;

/** Records as a workbook: one sheet, field ids in the first row, every value as text, so that no code loses its zeros. */
final class RecordsSheet {
    private final List<String> fields;

    /** @param fields ids in the pack's order */
    RecordsSheet(List<String> fields) {
        this.fields = fields;
    }

    byte[] write(JsonNode records) throws IOException {
        var columns = fields.stream()
                .filter(field ->
                        StreamSupport.stream(records.spliterator(), false).anyMatch(one -> one.has(field)))
                .toList();
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "LvyueHub", "1.0")) {
            var sheet = workbook.newWorksheet("records");
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
                int row = 1;
                for (var one : records) {
                    var value = one.path(columns.get(column));
                    if (value.isValueNode() && !value.isNull()) {
                        sheet.value(row, column, value.asString());
                    }
                    row++;
                }
            }
        }
        return out.toByteArray();
    }
}
