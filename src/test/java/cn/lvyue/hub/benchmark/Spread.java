package cn.lvyue.hub.benchmark;

import java.util.List;
import java.util.Locale;

/** Some figures of the same thing: their median, and how far they lie apart. */
record Spread(double median, double least, double most) {
    /** The most that figures of one thing may differ before they say nothing. */
    private static final double WIDEST = 1.5;

    static Spread of(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    boolean tooWide() {
        return most > least * WIDEST;
    }

    double distance(double figure) {
        return Math.abs(figure - median);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f [%.2f..%.2f]", median, least, most);
    }
}
