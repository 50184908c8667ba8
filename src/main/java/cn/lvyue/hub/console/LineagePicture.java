package cn.lvyue.hub.console;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.evidence.Lineages.Cell;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The way of one revision as a drawing: cells on the left, the fields they fed, the revision, and the platforms with their receipts
 * on the right. Places are in units of the drawing, which is 1,060 wide.
 */
record LineagePicture(int height, int middle, List<Box> cells, List<Box> fields, List<Line> lines, List<Sent> sent) {
    static final int ROW = 26;
    private static final int CELL_END = 400;
    private static final int FIELD = 470;
    private static final int FIELD_END = 690;
    private static final int REVISION = 756;
    private static final int REVISION_END = 850;
    private static final int SENT = 896;
    private static final int HEAD = 64;
    private static final int RECEIPT = 18;
    private static final int GAP = 16;
    private static final int LEAST = 190;

    /** Half-widths that a box has room for. */
    private static final int CELL_ROOM = 62;

    private static final int FIELD_ROOM = 34;

    /** @param y top of the box; {@code ROW - 4} high */
    record Box(String zh, String en, int y) {
        public int text() {
            return y + 15;
        }

        int middle() {
            return y + (ROW - 4) / 2;
        }
    }

    /** @param d the path */
    record Line(String d) {}

    record Sent(Delivery delivery, int y, int height) {}

    /** @param fields with personal data masked; those without a value are left out */
    static LineagePicture of(List<FieldLineage> fields, List<Delivery> deliveries) {
        var shown = fields.stream().filter(field -> field.kept() != null).toList();
        var places = new LinkedHashMap<String, Cell>();
        shown.forEach(field -> field.cells().forEach(cell -> places.putIfAbsent(cell.place(), cell)));
        int sentHeight = deliveries.stream().mapToInt(LineagePicture::high).sum();
        int height = Math.max(LEAST, Math.max(Math.max(shown.size(), places.size()) * ROW, sentHeight)) + 4;
        var cells = cells(places, height);
        var boxes = fieldBoxes(shown, height);
        var lines = new ArrayList<Line>();
        for (int i = 0; i < shown.size(); i++) {
            for (var cell : shown.get(i).cells()) {
                lines.add(line(
                        CELL_END,
                        Objects.requireNonNull(cells.get(cell.place())).middle(),
                        FIELD,
                        boxes.get(i).middle()));
            }
            lines.add(line(FIELD_END, boxes.get(i).middle(), REVISION, height / 2));
        }
        var sent = sent(deliveries, height, sentHeight);
        sent.forEach(each -> lines.add(line(REVISION_END, height / 2, SENT, each.y() + HEAD / 2)));
        return new LineagePicture(height, height / 2, List.copyOf(cells.values()), boxes, lines, sent);
    }

    private static Map<String, Box> cells(Map<String, Cell> places, int height) {
        var boxes = new LinkedHashMap<String, Box>();
        int y = (height - places.size() * ROW) / 2 + 2;
        for (var cell : places.values()) {
            var text = cell.place().contains(cell.name()) ? cell.place() : cell.place() + " · " + cell.name();
            boxes.put(cell.place(), new Box(cut(text, CELL_ROOM), cut(text, CELL_ROOM), y));
            y += ROW;
        }
        return boxes;
    }

    private static List<Box> fieldBoxes(List<FieldLineage> fields, int height) {
        var boxes = new ArrayList<Box>();
        int y = (height - fields.size() * ROW) / 2 + 2;
        for (var field : fields) {
            boxes.add(new Box(
                    cut(FieldWords.name(field.field(), field.definition(), "zh"), FIELD_ROOM),
                    cut(FieldWords.name(field.field(), field.definition(), "en"), FIELD_ROOM),
                    y));
            y += ROW;
        }
        return boxes;
    }

    private static List<Sent> sent(List<Delivery> deliveries, int height, int sentHeight) {
        var sent = new ArrayList<Sent>();
        int y = (height - sentHeight) / 2 + GAP / 2;
        for (var delivery : deliveries) {
            int high = high(delivery);
            sent.add(new Sent(delivery, y, high - GAP));
            y += high;
        }
        return sent;
    }

    private static int high(Delivery delivery) {
        return HEAD + delivery.receipts().size() * RECEIPT + GAP;
    }

    private static Line line(int x1, int y1, int x2, int y2) {
        int bend = (x1 + x2) / 2;
        return new Line("M" + x1 + " " + y1 + " C " + bend + " " + y1 + " " + bend + " " + y2 + " " + x2 + " " + y2);
    }

    /** As much of a text as has room, where an ideograph is two half-widths. */
    private static String cut(String text, int room) {
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            used += text.codePointAt(i) < 0x1100 ? 1 : 2;
            if (used > room) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }
}
