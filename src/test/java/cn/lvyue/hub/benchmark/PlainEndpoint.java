package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a Spring Boot user writes to take in posts durably: one controller, one statement that keeps the same rows as the
 * hub's archive, one commit a post. No authentication and no processing, which the hub has besides.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@RestController
class PlainEndpoint {
    /** Also what pgbench runs, with its own way of naming parameters. */
    static final String INSERT = """
            with new as materialized (
                select archive.first_id(archive.month_of(now())) + nextval('archive.message_number') as id),
            named as (
                insert into archive.once (feed, target, kind, once_key, message_id) select :feed, 0, 1, :once, id from new
                on conflict do nothing returning message_id),
            kept as (
                insert into archive.message (id, direction, kind, feed, channel, received_at, media_type, size, digest, once_key)
                select message_id, 1, 1, :feed, 'HTTP', now(), 'application/json', cast(:size as bigint), :digest, :once from named
                returning id),
            bytes as (insert into archive.segment (message_id, number, bytes) select id, 0, :body from kept),
            listed as (insert into archive.waiting (message_id, feed) select id, :feed from kept)
            select id from kept""";

    private final JdbcClient jdbc;

    PlainEndpoint(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/api/v1/feeds/{feed}/messages")
    ResponseEntity<Map<String, String>> receive(
            @PathVariable String feed, @RequestHeader("Idempotency-Key") String once, @RequestBody byte[] body) {
        var digest = new SM3Digest();
        digest.update(body, 0, body.length);
        var sum = new byte[digest.getDigestSize()];
        digest.doFinal(sum, 0);
        long id = jdbc.sql(INSERT)
                .param("feed", feed)
                .param("size", body.length)
                .param("body", body)
                .param("digest", sum)
                .param("once", once)
                .query(Long.class)
                .optional()
                .orElseGet(() -> earlier(feed, once));
        return ResponseEntity.accepted().body(Map.of("messageId", Long.toString(id), "status", "RECEIVED"));
    }

    private long earlier(String feed, String once) {
        return jdbc.sql(
                        "select message_id from archive.once where feed = ? and target = 0 and kind = 1 and once_key = ?")
                .params(feed, once)
                .query(Long.class)
                .single();
    }

    /** {@code --url … --port …}; ends with its input. */
    public static void main(String[] args) throws IOException {
        var options = Options.parse(java.util.List.of(args));
        new SpringApplicationBuilder(PlainEndpoint.class)
                .properties(Map.of(
                        "server.tomcat.max-keep-alive-requests", "10000",
                        "server.port", options.text("port"),
                        "server.address", "127.0.0.1",
                        "spring.datasource.url", options.text("url"),
                        "spring.datasource.hikari.maximum-pool-size", "16",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "spring.config.name", "none"))
                .run();
        System.out.println("ready");
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }
}
