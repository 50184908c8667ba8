package cn.lvyue.hub;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;

/**
 * A context that remembers, for those made after it in the same JVM, which classes the scanned packages hold and what is in them.
 * Reading them is a good part of a small context's start, and they stay what they are while tests run.
 */
public final class QuickContext extends AnnotationConfigApplicationContext {
    private static final Map<String, Resource[]> FOUND = new ConcurrentHashMap<>();
    private static final Map<Resource, MetadataReader> READ = new ConcurrentHashMap<>();

    @Override
    public Resource[] getResources(String pattern) throws IOException {
        if (!pattern.endsWith(".class")) {
            return super.getResources(pattern);
        }
        var known = FOUND.get(pattern);
        if (known == null) {
            known = super.getResources(pattern);
            FOUND.put(pattern, known);
        }
        return known.clone();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<Resource, T> getResourceCache(Class<T> valueType) {
        return valueType == MetadataReader.class ? (Map<Resource, T>) READ : super.getResourceCache(valueType);
    }
}
