package cn.lvyue.hub.security;

import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.standard.FindingCatalog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as {@code application/problem+json} (RFC 9457) with the members all problem answers of the hub have. */
@Component
class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {
    /** Where the API explains a code. */
    private static final String EXPLAINED = "/api/v1/findings/";

    private final JsonMapper json;
    private final FindingCatalog catalog;

    Problems(JsonMapper json, FindingCatalog catalog) {
        this.json = json;
        this.catalog = catalog;
    }

    /** Answers what the door itself turned away. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Refused why) throws IOException {
        if (why.status() == HttpStatus.UNAUTHORIZED.value()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Refused.SCHEME);
        }
        if (why.members().containsKey("retryAfter")) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(why.members().get("retryAfter")));
        }
        writeOfCatalog(request, response, why.status(), why.code(), why.detail(), why.members());
    }

    /** Answers a body that is declared, or turned out, to be over the limit before anybody else saw it. */
    void tooLarge(HttpServletRequest request, HttpServletResponse response, BodyTooLarge why) throws IOException {
        var detail = "正文超过上限 %d 字节，未保存 / the body is longer than the limit of %d bytes; nothing was kept"
                .formatted(why.limit(), why.limit());
        writeOfCatalog(
                request, response, HttpStatus.CONTENT_TOO_LARGE.value(), "F105", detail, Map.of("limit", why.limit()));
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                "S104",
                "未通过身份验证 / Not authenticated",
                "请求没有令牌，或令牌无效 / the request has no token, or one that is not valid",
                "请在 Authorization 请求头中提供有效的令牌：Bearer <令牌>；来源系统则以其密钥签名"
                        + " / Send a valid token in the Authorization header: Bearer <token>; a source signs with its key");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        var needed = request.getAttribute(RightsCheck.NEEDED);
        var members = needed == null ? Map.<String, Object>of() : Map.of("rights", needed);
        var problem = problem(
                request,
                HttpStatus.FORBIDDEN.value(),
                "S105",
                "没有权限 · Not allowed",
                "当前身份无权访问此地址 / this identity may not use this address",
                "请核对地址，或向管理员申请权限 / Check the address, or ask the administrator for the right",
                members);
        write(response, HttpStatus.FORBIDDEN.value(), problem);
    }

    private void writeOfCatalog(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String detail,
            Map<String, Object> members)
            throws IOException {
        var words = catalog.entry(code);
        var title = words.title().zh() + " / " + words.title().en();
        var remedy = words.remedy().zh() + " / " + words.remedy().en();
        write(response, status, problem(request, status, code, title, detail, remedy, members));
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String code,
            String title,
            String detail,
            String remedy)
            throws IOException {
        write(response, status.value(), problem(request, status.value(), code, title, detail, remedy, Map.of()));
    }

    private static Map<String, Object> problem(
            HttpServletRequest request,
            int status,
            String code,
            String title,
            String detail,
            String remedy,
            Map<String, Object> members) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", EXPLAINED + code);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        problem.put("code", code);
        problem.put("remedy", remedy);
        problem.putAll(members);
        return problem;
    }

    private void write(HttpServletResponse response, int status, Map<String, Object> problem) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
