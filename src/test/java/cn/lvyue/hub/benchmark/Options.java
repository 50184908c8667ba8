package cn.lvyue.hub.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Command-line options of the form {@code --name value}. */
record Options(Map<String, String> values) {

    static Options parse(List<String> args) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < args.size(); i += 2) {
            if (!args.get(i).startsWith("--") || i + 1 == args.size()) {
                throw new IllegalArgumentException("expected --name value, not: " + args.get(i));
            }
            values.put(args.get(i).substring(2), args.get(i + 1));
        }
        return new Options(Map.copyOf(values));
    }

    String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        var value = values.get(name);
        return value == null ? otherwise : Long.parseLong(value.replace("_", ""));
    }
}
