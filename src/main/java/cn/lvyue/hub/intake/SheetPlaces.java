package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;
import java.util.Map;

/**
 * Places in a sheet as its users see them: {@code 互联网+督查!row 5} and {@code 互联网+督查!K5}.
 *
 * @param letters by source field
 */
record SheetPlaces(String prefix, String sheet, Map<String, String> letters) implements Places {
    @Override
    public String ofRecord(long position) {
        return prefix + sheet + "!row " + position;
    }

    @Override
    public String ofField(long position, String sourceField) {
        var letter = letters.get(sourceField);
        return letter == null ? ofRecord(position) : prefix + sheet + "!" + letter + position;
    }
}
