package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.Standing;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The national gate: a breach enters only when it is confirmed; what stands there is kept true, changed when it was repaired and
 * removed when its confirmation fell (notice of 2023, items 7 and 11).
 */
@Component
class ConfirmedOnly implements NationalGate {
    @Override
    public Optional<DueKind> admit(Standing standing, boolean standsThere) {
        return switch (standing) {
            case CONFIRMED -> Optional.of(standsThere ? DueKind.CHANGE : DueKind.NEW);
            case REPAIRED -> standsThere ? Optional.of(DueKind.CHANGE) : Optional.empty();
            case REVOKED, UNCONFIRMED -> standsThere ? Optional.of(DueKind.REMOVE) : Optional.empty();
        };
    }
}
