"use strict";
// Draws a table of figures: its first column names the groups, each column with data-series is a colour of the stack.
(() => {
  const colours = {
    accepted: "#1f6b3a", updated: "#6cae7f", duplicate: "#8da2b8", stale: "#c3cdd8",
    conflict: "#d58a00", parked: "#e9bf5c", rejected: "#9c1c1c",
  };

  const number = (cell) => Number(cell.textContent.replace(/[^0-9.-]/g, ""));

  const series = (table) => {
    const heads = Array.from(table.tHead.rows[0].cells);
    return heads.filter((head) => head.dataset.series).map((head) => ({
      name: head.textContent.trim(),
      type: "bar",
      stack: "all",
      barMaxWidth: 34,
      animation: false,
      itemStyle: { color: colours[head.dataset.series] },
      data: Array.from(table.tBodies[0].rows, (row) => number(row.cells[head.cellIndex])),
    }));
  };

  const draw = (place) => {
    const table = document.getElementById(place.dataset.chart);
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const font = getComputedStyle(document.body).fontFamily;
    chart.setOption({
      textStyle: { fontFamily: font },
      legend: { top: 0, itemWidth: 14, itemHeight: 10 },
      grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
      // Drawn, not built of HTML: the content policy allows no inline style.
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      xAxis: { type: "category", data: Array.from(table.tBodies[0].rows, (row) => row.cells[0].textContent.trim().slice(5)) },
      yAxis: { type: "value", minInterval: 1 },
      series: series(table),
    });
    window.addEventListener("resize", () => chart.resize());
  };

  document.querySelectorAll("[data-chart]").forEach(draw);
})();
