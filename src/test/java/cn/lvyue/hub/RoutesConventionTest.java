package cn.lvyue.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Guards the one edge the compiler does not see: from routes to the steps they name. */
class RoutesConventionTest {
    private static final Set<String> NOT_IN_YAML = Set.of("process", "script", "sql", "groovy", "js", "simple-script");
    private static final int LONGEST_FILE = 260;

    private final ObjectMapper yaml = YAMLMapper.builder().build();
    private final Map<Path, List<Map<String, Object>>> files = read();

    @Test
    void everyRouteSaysWhatItIsFor() {
        assertThat(files).isNotEmpty();
        eachNode((key, node) -> {
            if (Set.of("route", "routeTemplate").contains(key)) {
                assertThat(node.get("id")).as("id of %s", node).isInstanceOf(String.class);
                assertThat((String) node.get("description"))
                        .as("description of %s", node.get("id"))
                        .isNotBlank();
            }
        });
    }

    @Test
    void everyBeanOfARouteExistsAndHasTheMethod() {
        var beans = beans();
        eachNode((key, node) -> {
            if (Set.of("bean", "method").contains(key)) {
                var type = beans.get((String) node.get("ref"));
                assertThat(type).as("bean '%s'", node.get("ref")).isNotNull();
                var method = ((String) node.get("method")).replaceFirst("\\(.*", "");
                assertThat(methodsOf(type))
                        .as("methods of bean '%s'", node.get("ref"))
                        .contains(method);
            }
        });
    }

    @Test
    void everyDirectEndpointHasExactlyOneConsumer() {
        var consumed = new ArrayList<String>();
        var used = new TreeSet<String>();
        eachNode((key, node) -> {
            var uri = (String) node.getOrDefault("uri", "");
            if (uri.startsWith("direct:")) {
                if (key.equals("from")) {
                    consumed.add(uri);
                } else {
                    used.add(uri);
                }
            }
        });
        assertThat(consumed).doesNotHaveDuplicates();
        assertThat(consumed).containsAll(used);
    }

    @Test
    void routesDoNotCompute() {
        eachNode((key, node) -> assertThat(key).isNotIn(NOT_IN_YAML));
    }

    @Test
    void everyFeedHasALaneAndAWayIn() {
        for (var feed : feedFiles()) {
            var name = feed.getFileName().toString().replace(".camel.yaml", "");
            var templates = files.get(feed).stream()
                    .map(entry -> (Map<?, ?>) entry.get("templatedRoute"))
                    .map(route -> (String) route.get("routeTemplateRef"))
                    .toList();
            assertThat(templates).as(name).contains("lane");
            assertThat(templates).as(name).hasSizeGreaterThan(1);
            assertThat(Path.of("mappings", name + ".yaml")).exists();
            assertThat(Path.of("samples", name)).isDirectory();
        }
    }

    @Test
    void aRouteFileFitsInOnesHead() throws IOException {
        for (var file : files.keySet()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(LONGEST_FILE);
        }
    }

    private List<Path> feedFiles() {
        return files.keySet().stream()
                .filter(file -> file.getParent().endsWith("feeds"))
                .toList();
    }

    private void eachNode(BiConsumer<String, Map<String, Object>> visitor) {
        files.values().forEach(entries -> entries.forEach(entry -> visit(entry, visitor)));
    }

    @SuppressWarnings("unchecked")
    private static void visit(Object value, BiConsumer<String, Map<String, Object>> visitor) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                if (child instanceof Map<?, ?> node) {
                    visitor.accept((String) key, (Map<String, Object>) node);
                }
                visit(child, visitor);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(child -> visit(child, visitor));
        }
    }

    private static Set<String> methodsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toSet());
    }

    private static Map<String, Class<?>> beans() {
        var factory = new DefaultListableBeanFactory();
        var scanner = new ClassPathBeanDefinitionScanner(factory);
        scanner.setBeanNameGenerator(new AnnotationBeanNameGenerator());
        scanner.scan("cn.lvyue.hub");
        var beans = new HashMap<String, Class<?>>();
        for (var name : factory.getBeanDefinitionNames()) {
            var type = factory.getType(name, false);
            if (type != null) {
                beans.put(name, type);
            }
        }
        return beans;
    }

    private Map<Path, List<Map<String, Object>>> read() {
        try (Stream<Path> found = Files.walk(Path.of("routes"))) {
            var read = new HashMap<Path, List<Map<String, Object>>>();
            for (var file : found.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                read.put(file, yaml.readValue(file.toFile(), new tools.jackson.core.type.TypeReference<>() {}));
            }
            return read;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
