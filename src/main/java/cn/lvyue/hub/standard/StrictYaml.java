package cn.lvyue.hub.standard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML into records; an unknown key, a doubled key or a value of another kind is refused with file and line. */
final class StrictYaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictYaml() {}

    static <T> T read(Path file, Class<T> type) {
        return read(file, MAPPER.constructType(type));
    }

    static <T> List<T> readList(Path file, Class<T> element) {
        return read(file, MAPPER.getTypeFactory().constructCollectionType(List.class, element));
    }

    static <T> List<T> readList(InputStream in, String name, Class<T> element) {
        try {
            return MAPPER.readValue(in, MAPPER.getTypeFactory().constructCollectionType(List.class, element));
        } catch (JacksonException broken) {
            throw broken(name, broken);
        }
    }

    private static <T> T read(Path file, JavaType type) {
        try (var in = Files.newInputStream(file)) {
            return MAPPER.readValue(in, type);
        } catch (JacksonException broken) {
            throw broken(file, broken);
        } catch (IOException unreadable) {
            throw new BrokenPack(file, "cannot be read", unreadable);
        }
    }

    private static BrokenPack broken(Object file, JacksonException broken) {
        var at = broken.getLocation();
        var line = at == null ? "" : "line " + at.getLineNr() + ": ";
        return new BrokenPack(file, line + broken.getOriginalMessage(), broken);
    }
}
