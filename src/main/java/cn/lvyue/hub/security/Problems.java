package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
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

    Problems(JsonMapper json) {
        this.json = json;
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
                "未通过身份验证 · Not authenticated",
                "请求没有令牌，或令牌无效 / the request has no token, or one that is not valid",
                "请在 Authorization 请求头中提供有效的令牌：Bearer <令牌>"
                        + " / Send a valid token in the Authorization header: Bearer <token>");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                "S105",
                "没有权限 · Not allowed",
                "当前身份无权访问此地址 / this identity may not use this address",
                "请核对地址，或向管理员申请权限 / Check the address, or ask the administrator for the right");
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
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", EXPLAINED + code);
        problem.put("title", title);
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        problem.put("code", code);
        problem.put("remedy", remedy);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
