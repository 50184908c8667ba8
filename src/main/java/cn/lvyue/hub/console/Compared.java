package cn.lvyue.hub.console;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two revisions of a complaint side by side, and what differs. */
final class Compared {
    private Compared() {}

    enum How {
        SAME,
        CHANGED,
        /** Something changed that is shown masked, so that both sides look the same. */
        HIDDEN
    }

    /** A text that differs from another in its middle. @param middle empty where all of it is in the other too */
    record Text(String head, String middle, String tail) {
        public boolean isEmpty() {
            return head.isEmpty() && middle.isEmpty() && tail.isEmpty();
        }
    }

    /** One field. */
    record Line(String id, How how, Text left, Text right) {}

    /** @param touched ids of fields that any revision from the earlier to the later one changed, masked or not */
    static List<Line> of(Map<String, String> left, Map<String, String> right, Set<String> touched) {
        var ids = new LinkedHashSet<>(right.keySet());
        ids.addAll(left.keySet());
        var lines = new ArrayList<Line>(ids.size());
        for (var id : ids) {
            lines.add(line(id, left.getOrDefault(id, ""), right.getOrDefault(id, ""), touched.contains(id)));
        }
        return lines;
    }

    private static Line line(String id, String left, String right, boolean touched) {
        if (left.equals(right)) {
            return new Line(id, touched ? How.HIDDEN : How.SAME, new Text(left, "", ""), new Text(right, "", ""));
        }
        int head = head(left, right);
        int tail = tail(left, right, head);
        return new Line(id, How.CHANGED, cut(left, head, tail), cut(right, head, tail));
    }

    private static Text cut(String text, int head, int tail) {
        int end = text.length() - tail;
        return new Text(text.substring(0, head), text.substring(head, end), text.substring(end));
    }

    private static int head(String left, String right) {
        int most = Math.min(left.length(), right.length());
        int head = 0;
        while (head < most && left.charAt(head) == right.charAt(head)) {
            head++;
        }
        return head > 0 && Character.isHighSurrogate(left.charAt(head - 1)) ? head - 1 : head;
    }

    private static int tail(String left, String right, int head) {
        int most = Math.min(left.length(), right.length()) - head;
        int tail = 0;
        while (tail < most && left.charAt(left.length() - 1 - tail) == right.charAt(right.length() - 1 - tail)) {
            tail++;
        }
        return tail > 0 && Character.isLowSurrogate(left.charAt(left.length() - tail)) ? tail - 1 : tail;
    }
}
