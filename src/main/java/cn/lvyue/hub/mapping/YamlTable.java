package cn.lvyue.hub.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A table (key: value) of a mapping file that knows its lines, so that every fault can be told with its place. Values are
 * texts, lists of texts, or tables; a key may stand once only.
 */
final class YamlTable {
    private final String file;
    private final List<String> text;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    /** A key with its value as the file writes them. @param line where it begins, from 1 */
    record Excerpt(int line, String text) {}

    private YamlTable(String file, List<String> text, Node node) {
        this.file = file;
        this.text = text;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode table)) {
            throw new BrokenMapping(file, line, "此处应为“键: 值”表", "a table of keys and values is expected here");
        }
        for (var entry : table.getValue()) {
            var key = scalar(entry.getKeyNode());
            if (entries.put(key, entry.getValueNode()) != null) {
                throw new BrokenMapping(
                        file, lineOf(entry.getKeyNode()), "“" + key + "”重复", "'" + key + "' stands twice");
            }
            lines.put(key, lineOf(entry.getKeyNode()));
        }
    }

    /** @throws BrokenMapping if the text is no YAML or no table */
    static YamlTable parse(String file, String text) {
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(50);
            var node = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
            if (node == null) {
                throw new BrokenMapping(file, 1, "文件为空", "the file is empty");
            }
            return new YamlTable(file, text.lines().toList(), node);
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            throw new BrokenMapping(
                    file, mark == null ? 1 : mark.getLine() + 1, "不是合法的 YAML", "no valid YAML: " + broken.getProblem());
        }
    }

    int line() {
        return line;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Refuses keys that nobody reads: a misspelt rule must not be a rule that is silently not there. */
    YamlTable onlyKnows(Set<String> known) {
        for (var key : entries.keySet()) {
            if (!known.contains(key)) {
                throw fault(key, "不认识的键“" + key + "”，可用：" + known, "unknown key '" + key + "'; there are " + known);
            }
        }
        return this;
    }

    String text(String key) {
        var text = optional(key);
        if (text == null) {
            throw new BrokenMapping(file, line, "缺少“" + key + "”", "'" + key + "' is missing");
        }
        return text;
    }

    String text(String key, String otherwise) {
        var text = optional(key);
        return text == null ? otherwise : text;
    }

    @Nullable
    String optional(String key) {
        var node = entries.get(key);
        return node == null ? null : scalar(node);
    }

    /** A whole number, at least {@code least}. */
    int number(String key, int otherwise, int least) {
        var text = optional(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below, in the same words as a number that is too small
        }
        throw fault(
                key,
                "“" + key + "”应为不小于 " + least + " 的整数",
                "'" + key + "' must be a whole number of at least " + least);
    }

    /** One text or a list of texts, none of them twice; empty if the key is absent. */
    List<String> texts(String key) {
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(scalar(node));
        }
        var texts = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var item : list.getValue()) {
            var text = scalar(item);
            if (!seen.add(text)) {
                throw new BrokenMapping(file, lineOf(item), "“" + text + "”重复", "'" + text + "' stands twice");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A table of texts; empty if the key is absent. */
    Map<String, String> pairs(String key) {
        var table = table(key);
        var pairs = new LinkedHashMap<String, String>();
        if (table != null) {
            table.entries.forEach((name, node) -> pairs.put(name, table.scalar(node)));
        }
        return pairs;
    }

    @Nullable
    YamlTable table(String key) {
        var node = entries.get(key);
        return node == null ? null : new YamlTable(file, text, node);
    }

    /** A key that is there, with its value, for people to read. */
    Excerpt excerpt(String key) {
        int first = lines.getOrDefault(key, line);
        var node = entries.get(key);
        int last = node == null ? first : Math.max(first, lastLine(node));
        var lines = text.subList(first - 1, Math.min(last, text.size())).stream()
                .map(String::strip)
                .toList();
        return new Excerpt(first, String.join("\n", lines));
    }

    /** A block ends where the next thing begins. */
    private static int lastLine(Node node) {
        var end = node.getEndMark();
        boolean block = node instanceof CollectionNode<?> many && many.getFlowStyle() == DumperOptions.FlowStyle.BLOCK;
        return block ? end.getLine() : end.getLine() + 1;
    }

    /**
     * Everything the table says, by path from here, in the file's order: a list of values is one text of its items, each on a
     * line; of a list of tables each stands under what it says first.
     */
    Map<List<String>, Excerpt> leaves() {
        var leaves = new LinkedHashMap<List<String>, Excerpt>();
        entries.forEach((key, node) -> addLeaves(List.of(key), node, leaves));
        return leaves;
    }

    private void addLeaves(List<String> path, Node node, Map<List<String>, Excerpt> leaves) {
        if (node instanceof MappingNode) {
            new YamlTable(file, text, node)
                    .entries.forEach((key, value) -> addLeaves(longer(path, key), value, leaves));
        } else if (node instanceof SequenceNode list && isOfTables(list)) {
            for (var item : list.getValue()) {
                var table = new YamlTable(file, text, item);
                addLeaves(longer(path, table.title(leaves.keySet(), path)), item, leaves);
            }
        } else {
            var value = node instanceof SequenceNode list
                    ? String.join(
                            "\n", list.getValue().stream().map(this::scalar).toList())
                    : scalar(node);
            leaves.put(path, new Excerpt(lineOf(node), value));
        }
    }

    private static boolean isOfTables(SequenceNode list) {
        return list.getValue().stream().anyMatch(MappingNode.class::isInstance);
    }

    /** What tells this table from the others of its list. */
    private String title(Set<List<String>> taken, List<String> path) {
        var words = entries.values().stream()
                .filter(ScalarNode.class::isInstance)
                .map(this::scalar)
                .toList();
        var title = String.join(" ", words);
        var free = title;
        for (int n = 2; isTaken(longer(path, free), taken); n++) {
            free = title + " #" + n;
        }
        return free;
    }

    private static boolean isTaken(List<String> path, Set<List<String>> taken) {
        return taken.stream()
                .anyMatch(each -> each.size() > path.size()
                        && each.subList(0, path.size()).equals(path));
    }

    private static List<String> longer(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    /** Whether the value of a key is itself a table. */
    boolean isTable(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    /** A list of tables; empty if the key is absent. */
    List<YamlTable> tables(String key) {
        var node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            throw fault(key, "“" + key + "”应为列表", "'" + key + "' must be a list");
        }
        return list.getValue().stream()
                .map(item -> new YamlTable(file, text, item))
                .toList();
    }

    /** A fault at the line of a key. */
    BrokenMapping fault(String key, String zh, String en) {
        return new BrokenMapping(file, lines.getOrDefault(key, line), zh, en);
    }

    private String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new BrokenMapping(file, lineOf(node), "此处应为一个值", "a single value is expected here");
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw new BrokenMapping(
                    file, lineOf(node), "值为空；空文字请写 \"\"", "there is no value; write \"\" for an empty text");
        }
        return scalar.getValue();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
