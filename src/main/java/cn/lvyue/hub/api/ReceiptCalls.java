package cn.lvyue.hub.api;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls;
import cn.lvyue.hub.record.PlatformCalls.Result;
import cn.lvyue.hub.record.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes receipts that a platform brings by itself. */
@RestController
@RequestMapping("/api/v1/targets")
@Tag(name = "目标平台 targets")
class ReceiptCalls {
    private static final int LARGEST = 16 * 1024 * 1024;

    private final PlatformCalls calls;

    ReceiptCalls(PlatformCalls calls) {
        this.calls = calls;
    }

    /** @param codes what was odd about it, of the catalogue of findings; it is archived and applied all the same */
    record Taken(List<String> codes) {}

    /** @param code of the catalogue of findings */
    record Refused(String code, String message) {}

    @PostMapping("/{target}/receipts")
    @Operation(
            summary = "平台回调回执 / A platform calls back",
            description = "正文与查询回执的应答相同：{packageId, receipts:[…]}；以向该平台报送所用的密钥按 HMAC-SM3 签名。重复回调无妨。"
                    + "/ The body is that of the answer when asked for receipts, signed with the key the hub signs to this platform"
                    + " with. Calling twice does no harm.")
    ResponseEntity<Object> receipts(@PathVariable Target target, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return ResponseEntity.status(413).body(new Refused("F105", "回执过大 / the receipts are too large"));
        }
        return answer(calls.call(new PlatformCall(
                target, request.getMethod(), path(request), signature(request), request.getContentType(), body)));
    }

    private static ResponseEntity<Object> answer(Result result) {
        if (result instanceof Result.Taken taken) {
            return ResponseEntity.ok(new Taken(taken.codes()));
        }
        if (result instanceof Result.Refused refused) {
            return ResponseEntity.status(401)
                    .body(new Refused(refused.code(), "签名不被接受 / the signature is not accepted"));
        }
        var code = ((Result.Unreadable) result).code();
        return ResponseEntity.badRequest().body(new Refused(code, "无法读作回执，已归档 / cannot be read as receipts; it is archived"));
    }

    private static String path(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static PlatformCall.Signature signature(HttpServletRequest request) {
        return new PlatformCall.Signature(
                header(request, "X-Hub-Key"),
                header(request, "X-Hub-Timestamp"),
                header(request, "X-Hub-Nonce"),
                header(request, "X-Hub-Signature"));
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        return request.getHeader(name);
    }
}
