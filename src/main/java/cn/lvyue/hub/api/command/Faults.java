package cn.lvyue.hub.api.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.springframework.beans.BeansException;
import org.springframework.core.NestedExceptionUtils;

/** Finds, in what was thrown, the sentence that was written for people. */
final class Faults {
    private Faults() {}

    /** The message of the first cause that is not mere wrapping; with its type where it has no message. */
    static String text(Throwable failure) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var own = new ArrayList<Throwable>();
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            if (!(each instanceof BeansException)) {
                own.add(each);
            }
        }
        return own.stream()
                .map(Faults::words)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> last(failure));
    }

    /** Where there is wrapping only, the innermost says most. */
    private static String last(Throwable failure) {
        var root = NestedExceptionUtils.getMostSpecificCause(failure);
        var name = root.getClass().getSimpleName();
        return root.getMessage() == null ? name : name + ": " + root.getMessage();
    }

    private static Optional<String> words(Throwable failure) {
        if (failure instanceof FileSystemException file) {
            return Optional.of(file(file));
        }
        var cause = failure.getCause();
        boolean wraps = cause != null && cause.toString().equals(failure.getMessage());
        return wraps ? Optional.empty() : Optional.ofNullable(failure.getMessage());
    }

    /** The system's own message is often the bare name of the file. */
    private static String file(FileSystemException failure) {
        var file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return "没有文件或目录 %s / there is no file or folder %s".formatted(file, file);
        }
        if (failure instanceof AccessDeniedException) {
            return "无权读写 %s / %s may not be read or written".formatted(file, file);
        }
        return "无法读写 %s：%s / cannot read or write %s: %s"
                .formatted(file, failure.getReason(), file, failure.getReason());
    }
}
