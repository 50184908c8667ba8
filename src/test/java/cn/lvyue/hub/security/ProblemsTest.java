package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.FindingCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Problems problems = new Problems(JSON, FindingCatalog.load());
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/records");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void asksForATokenWithEveryMemberOfAProblemAnswer() throws IOException {
        problems.commence(request, response, new BadCredentialsException("unknown token"));

        var problem = answered(401, "S104");
        assertThat(problem.path("remedy").asString()).contains("令牌", " / ", "Bearer <token>");
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesWithEveryMemberOfAProblemAnswer() throws IOException {
        problems.handle(request, response, new AccessDeniedException("denied"));

        var problem = answered(403, "S105");
        assertThat(problem.path("remedy").asString()).contains("管理员", " / ", "administrator");
    }

    private JsonNode answered(int status, String code) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        var problem = JSON.readTree(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
        assertThat(problem.propertyNames())
                .containsExactly("type", "title", "status", "detail", "instance", "code", "remedy");
        assertThat(problem.path("type").asString()).isEqualTo("/api/v1/findings/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("instance").asString()).isEqualTo("/api/v1/records");
        assertThat(problem.path("code").asString()).isEqualTo(code);
        return problem;
    }
}
