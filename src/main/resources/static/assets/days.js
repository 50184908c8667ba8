"use strict";
// A day is typed year first in every browser; the calendar beside it is the browser's own. A field of the browser's for dates would write
// days as the browser's language does, whatever the page's is.
(() => {
  const words = document.currentScript.dataset.pick;
  const drawing = "http://www.w3.org/2000/svg";

  const icon = () => {
    const picture = document.createElementNS(drawing, "svg");
    picture.setAttribute("viewBox", "0 0 16 16");
    const lines = document.createElementNS(drawing, "path");
    lines.setAttribute("d", "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3");
    picture.append(lines);
    return picture;
  };

  const isDay = (text) => {
    const at = new Date(text + "T00:00:00Z");
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  };

  document.querySelectorAll("input.day").forEach((day) => {
    day.addEventListener("input", () => day.setCustomValidity(day.value === "" || isDay(day.value) ? "" : day.title));
    const calendar = document.createElement("input");
    if (!("showPicker" in calendar)) return;
    calendar.type = "date";
    calendar.max = day.dataset.max || "";
    const open = document.createElement("button");
    open.type = "button";
    open.title = words;
    open.append(icon());
    const beside = document.createElement("span");
    beside.className = "pick";
    // Who uses the keyboard types the day.
    beside.setAttribute("aria-hidden", "true");
    calendar.tabIndex = open.tabIndex = -1;
    open.addEventListener("click", () => {
      calendar.value = isDay(day.value) ? day.value : "";
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      day.value = calendar.value;
      day.dispatchEvent(new Event("input", { bubbles: true }));
    });
    beside.append(calendar, open);
    day.after(beside);
  });
})();
