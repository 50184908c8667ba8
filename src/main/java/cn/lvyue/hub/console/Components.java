package cn.lvyue.hub.console;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this hub is made of, as the bill of materials says that its build packed with it (CycloneDX); nothing if it was started from classes. */
@Component
class Components {
    private static final String BILL = "META-INF/sbom/application.cdx.json";

    private final JsonMapper json;
    private final DataSource database;
    private @Nullable JsonNode read;

    Components(JsonMapper json, DataSource database) {
        this.json = json;
        this.database = database;
    }

    record Part(String group, String name, String version, String licences) {}

    Optional<Resource> bill() {
        return Optional.<Resource>of(new ClassPathResource(BILL)).filter(Resource::exists);
    }

    /** Of the hub; empty if it was started from classes. */
    String version() {
        return content().path("metadata").path("component").path("version").asString("");
    }

    String database() {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException away) {
            throw new TemporaryFailure("the database does not answer", away);
        }
    }

    /** By name. */
    List<Part> all() {
        var parts = new ArrayList<Part>();
        for (var part : content().path("components")) {
            parts.add(new Part(
                    part.path("group").asString(""),
                    part.path("name").asString(""),
                    part.path("version").asString(""),
                    licences(part.path("licenses"))));
        }
        parts.sort(Comparator.comparing(Part::group).thenComparing(Part::name));
        return parts;
    }

    private static String licences(JsonNode all) {
        var names = new ArrayList<String>();
        for (var one : all) {
            var licence = one.path("license");
            names.add(one.path("expression")
                    .asString(licence.path("id").asString(licence.path("name").asString(""))));
        }
        return String.join(", ", names);
    }

    private synchronized JsonNode content() {
        var known = read;
        if (known == null) {
            known = bill().map(this::content).orElseGet(json::createObjectNode);
            read = known;
        }
        return known;
    }

    private JsonNode content(Resource bill) {
        try (var in = bill.getInputStream()) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
