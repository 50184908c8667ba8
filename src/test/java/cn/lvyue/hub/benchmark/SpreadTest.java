package cn.lvyue.hub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void tellsTheMedianOfAnOddAndOfAnEvenNumberOfFigures() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).hasToString("2.00 [1.00..3.00]");
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void figuresMoreThanHalfAsMuchAgainApartAreTooWide() {
        assertThat(Spread.of(List.of(1.0, 1.5)).tooWide()).isFalse();
        assertThat(Spread.of(List.of(1.0, 1.51)).tooWide()).isTrue();
    }
}
