package cn.lvyue.hub.api;

import cn.lvyue.hub.api.RetentionAnswer.HoldAnswer;
import cn.lvyue.hub.api.RetentionAnswer.HoldBody;
import cn.lvyue.hub.api.RetentionAnswer.Holds;
import cn.lvyue.hub.api.RetentionAnswer.PlanAnswer;
import cn.lvyue.hub.api.RetentionAnswer.Plans;
import cn.lvyue.hub.api.RetentionAnswer.Reason;
import cn.lvyue.hub.retention.Certificates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For how long what is kept: policies, plans of destruction, holds. */
@RestController
@RequestMapping("/api/v1/retention")
@Tag(name = "保存期限 retention")
class RetentionCalls {
    private final RetentionDesk desk;
    private final Certificates certificates;

    RetentionCalls(RetentionDesk desk, Certificates certificates) {
        this.desk = desk;
        this.certificates = certificates;
    }

    @GetMapping
    @Operation(
            summary = "保存期限、存量与到期量 / Policies, and what is due under them",
            description = "现算，存量大时需要一些时间。/ Counted now, which takes a while where much is kept.")
    RetentionAnswer stock() {
        return desk.stock();
    }

    @PostMapping("/plans")
    @Operation(
            summary = "制定销毁计划 / Plan a destruction",
            description = "列出到期且未保留的内容：多少、多大、最早；不销毁。须另一人批准后执行。/ Lists what is due and not held: how many, how"
                    + " much, the oldest. Destroys nothing; another person has to approve it.")
    ResponseEntity<PlanAnswer> plan(@RequestBody Reason body, HttpServletRequest request) {
        var plan = desk.plan(body.reason(), request);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/retention/plans/" + plan.planId()))
                .body(plan);
    }

    @GetMapping("/plans")
    @Operation(summary = "销毁计划，新的在前 / Plans, newest first")
    Plans plans(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        return desk.plans(after, limit);
    }

    @GetMapping("/plans/{id}")
    @Operation(summary = "计划、进度与销毁证明 / A plan, its progress and its certificate")
    PlanAnswer planned(@PathVariable String id) {
        return desk.planned(id);
    }

    @GetMapping("/plans/{id}/certificate")
    @Operation(
            summary = "以销毁清单核对销毁证明 / Hold the certificate against the list of what was destroyed",
            description =
                    "重算证明的摘要，逐行比对，列出不符之处。/ Computes its digest anew, compares line by line and names what differs.")
    RetentionAnswer.CertificateAnswer certificate(@PathVariable String id) {
        return certificates
                .check(Limits.id(id))
                .map(RetentionAnswer.CertificateAnswer::of)
                .orElseThrow(() -> Refusal.notFound("销毁证明", "certificate of plan", id));
    }

    @PostMapping("/plans/{id}/approve")
    @Operation(summary = "第二人批准 / A second person approves")
    PlanAnswer approve(@PathVariable String id, HttpServletRequest request) {
        return desk.approve(id, request);
    }

    @PostMapping("/plans/{id}/run")
    @Operation(summary = "执行：在后台分批销毁 / Carry it out, bit by bit in the background")
    PlanAnswer run(@PathVariable String id, HttpServletRequest request) {
        return desk.run(id, request);
    }

    @PostMapping("/plans/{id}/cancel")
    @Operation(summary = "取消：已销毁的出具证明 / Cancel; what is gone is certified")
    PlanAnswer cancel(@PathVariable String id, HttpServletRequest request) {
        return desk.cancel(id, request);
    }

    @GetMapping("/holds")
    @Operation(summary = "法律保留，新的在前 / Holds, newest first")
    Holds holds(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        return desk.holds(open, after, limit);
    }

    @PostMapping("/holds")
    @Operation(
            summary = "设法律保留 / Place a hold",
            description = "即刻生效，正在执行的销毁也避开。/ Counts at once; a destruction that runs keeps off too.")
    ResponseEntity<HoldAnswer> place(@RequestBody HoldBody body, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.CREATED).body(desk.place(body, request));
    }

    @PostMapping("/holds/{id}/release")
    @Operation(summary = "解除法律保留，须另一人 / Release a hold; another person has to")
    HoldAnswer release(@PathVariable String id, @RequestBody Reason body, HttpServletRequest request) {
        return desk.release(id, body.reason(), request);
    }
}
