package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.FindingCatalog;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Words a problem with title and remedy of the catalogue of findings. */
@Component
class ProblemAnswers {
    private static final String MALFORMED = "T109";

    private final FindingCatalog catalog;

    ProblemAnswers(FindingCatalog catalog) {
        this.catalog = catalog;
    }

    ResponseEntity<Object> of(ProblemKind kind, String detail, String path) {
        return of(kind, detail, path, Map.of(), new HttpHeaders());
    }

    /** For what the server itself refused, before any call: 400 for no proper request, 414, 431 and the like. */
    ResponseEntity<Object> ofServer(int status, String path) {
        var kind = ProblemKind.of(status);
        var code = kind == ProblemKind.BAD_PARAMETER ? MALFORMED : kind.code();
        var detail = "请求未被受理，状态 %d / the request was not served, status %d".formatted(status, status);
        return of(status, code, detail, path, Map.of(), new HttpHeaders());
    }

    /** @param members further members for programs; {@code headers} go out with the answer */
    ResponseEntity<Object> of(
            ProblemKind kind, String detail, String path, Map<String, Object> members, HttpHeaders headers) {
        return of(kind.status().value(), kind.code(), detail, path, members, headers);
    }

    /** A problem by the code of the catalogue and its HTTP status. */
    ResponseEntity<Object> of(
            int status, String code, String detail, String path, Map<String, Object> members, HttpHeaders headers) {
        var words = catalog.entry(code);
        var body = new ProblemAnswer(
                FindingCalls.PATH + "/" + code,
                words.title().zh() + " / " + words.title().en(),
                status,
                detail,
                path,
                code,
                words.remedy().zh() + " / " + words.remedy().en(),
                members);
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
