package cn.lvyue.hub.api;

import org.springframework.http.HttpStatus;

/** Why a call is not served: the code of the catalogue of findings and the HTTP status. */
enum ProblemKind {
    TOO_LARGE("F105", HttpStatus.CONTENT_TOO_LARGE),
    BAD_PARAMETER("T111", HttpStatus.BAD_REQUEST),
    SEARCH_TOO_SHORT("A160", HttpStatus.BAD_REQUEST),
    SEARCH_TOO_LONG("A161", HttpStatus.BAD_REQUEST),
    SEARCH_RANGE("A162", HttpStatus.BAD_REQUEST),
    SEARCH_CURSOR("A163", HttpStatus.BAD_REQUEST),
    OTHER_BODY("T106", HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_KNOWN("S104", HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED("S105", HttpStatus.FORBIDDEN),
    PURPOSE_MISSING("S200", HttpStatus.FORBIDDEN),
    NOT_FOUND("T112", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("T113", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("T114", HttpStatus.NOT_ACCEPTABLE),
    NOT_NOW("R180", HttpStatus.CONFLICT),
    NOT_APPROVED("R190", HttpStatus.CONFLICT),
    NOT_NOW_KEPT("A184", HttpStatus.CONFLICT),
    SECOND_PERSON("A185", HttpStatus.CONFLICT),
    NOTHING_TO_SIGN_WITH("A186", HttpStatus.CONFLICT),
    MAPPING_BROKEN("M101", HttpStatus.UNPROCESSABLE_CONTENT),
    MAPPING_NOT_NOW("M102", HttpStatus.CONFLICT),
    MAPPING_SECOND_PERSON("M103", HttpStatus.CONFLICT),
    MAPPING_NOT_TRIED("M104", HttpStatus.CONFLICT),
    DESTROYED("A183", HttpStatus.GONE),
    KEY_IN_USE("A106", HttpStatus.CONFLICT),
    UNSUPPORTED_TYPE("T115", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INTERNAL("T121", HttpStatus.INTERNAL_SERVER_ERROR),
    UNAVAILABLE("T122", HttpStatus.SERVICE_UNAVAILABLE),
    PAUSED("T164", HttpStatus.SERVICE_UNAVAILABLE);

    private final String code;
    private final HttpStatus status;

    ProblemKind(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }

    /** @throws IllegalArgumentException if no kind of problem has this code */
    static ProblemKind ofCode(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of problem has code " + code);
    }

    static ProblemKind of(int status) {
        for (var kind : values()) {
            if (kind.status.value() == status) {
                return kind;
            }
        }
        return status >= 500 ? INTERNAL : BAD_PARAMETER;
    }
}
