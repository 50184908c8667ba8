package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.FindingCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of finding codes. */
@RestController
@RequestMapping(FindingCalls.PATH)
@Tag(name = "标准 standard")
class FindingCalls {
    static final String PATH = "/api/v1/findings";

    private final FindingCatalog catalog;

    FindingCalls(FindingCatalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(summary = "校验代码目录 / The catalogue of finding codes")
    List<CodeAnswer> codes() {
        return catalog.entries().stream().map(CodeAnswer::of).toList();
    }

    @GetMapping("/{code}")
    @Operation(summary = "一个校验代码 / One finding code")
    CodeAnswer code(@PathVariable String code) {
        return catalog.entries().stream()
                .filter(entry -> entry.code().equals(code))
                .findFirst()
                .map(CodeAnswer::of)
                .orElseThrow(() -> Refusal.notFound("校验代码", "finding code", code));
    }

    @Schema(description = "校验代码 / What a code means and what to do")
    record CodeAnswer(
            @Schema(example = "V103") String code,
            String title,
            String titleEn,

            @Schema(description = "模板，含 {field} {value} {wanted} / template")
            String message,

            String messageEn,
            String remedy,
            String remedyEn,

            @Schema(description = "数据不变，稍后重试可能成功 / the same data may pass later")
            boolean retryable) {
        static CodeAnswer of(FindingCatalog.Entry entry) {
            return new CodeAnswer(
                    entry.code(),
                    entry.title().zh(),
                    entry.title().en(),
                    entry.message().zh(),
                    entry.message().en(),
                    entry.remedy().zh(),
                    entry.remedy().en(),
                    entry.retryable());
        }
    }
}
