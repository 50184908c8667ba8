package cn.lvyue.hub.api;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every call the API maps, as its controllers say. */
final class MappedRoutes {
    private MappedRoutes() {}

    /** @param path a pattern */
    record Route(String method, String path) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath == 0 ? method.compareTo(other.method) : byPath;
        }

        /** With something in place of each variable; nothing has that name. */
        String sample() {
            return path.replace("{target}", "provincial")
                    .replace("{feed}", "credit-site")
                    .replace("{role}", "viewer")
                    .replaceAll("\\{[^}]*}", "999999");
        }

        boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        var routes = new TreeSet<Route>();
        for (var bean : scanner.findCandidateComponents("cn.lvyue.hub")) {
            var type = ClassUtils.resolveClassName(bean.getBeanClassName(), null);
            if (type.getEnclosingClass() != null || type.getName().contains("Test")) {
                continue;
            }
            var base = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
            for (var method : type.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    paths(base)
                            .forEach(start -> paths(mapping)
                                    .forEach(end -> Stream.of(mapping.method())
                                            .forEach(verb -> routes.add(new Route(verb.name(), start + end)))));
                }
            }
        }
        return List.copyOf(routes);
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }
}
