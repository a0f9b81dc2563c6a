/* global clearTimeout, document, navigator, setTimeout */
"use strict";

(function () {
  var said = document.getElementById("said");

  /** For browsers that have no clipboard on pages from a file. */
  function copyBySelection(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "offscreen";
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      area.remove();
    }
  }

  function copy(text) {
    if (!navigator.clipboard) return Promise.resolve(copyBySelection(text));
    return navigator.clipboard.writeText(text).then(
      function () {
        return true;
      },
      function () {
        return copyBySelection(text);
      },
    );
  }

  /** The last resort: the value is selected, and the person copies it. */
  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var label = button.querySelector("span");
    var timer;
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button.dataset.copy).then(function (done) {
        if (!done) select(document.getElementById(button.dataset.value));
        else button.focus();
        label.textContent = done ? "Copied" : "Selected";
        said.textContent = button.dataset.name + (done ? " copied" : " selected; press Ctrl+C or ⌘C to copy it");
        button.classList.toggle("done", done);
        clearTimeout(timer);
        timer = setTimeout(function () {
          label.textContent = "Copy";
          said.textContent = "";
          button.classList.remove("done");
        }, 2000);
      });
    });
  });
})();
