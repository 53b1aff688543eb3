(function () {
  "use strict";
  function openAround(node) {
    for (var at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }

  function jump() {
    var name = location.hash.slice(1);
    if (!name) return;
    var node = document.getElementById(decodeURIComponent(name));
    if (!node) return;
    var closed = node.closest("details:not([open])");
    openAround(node);
    if (closed || node.closest(".card")) node.scrollIntoView({ block: "center" });
    if (node.hasAttribute("tabindex")) node.focus({ preventScroll: true });
  }

  function value(row, column) {
    var cell = row.children[column];
    return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent.trim();
  }

  function compare(numeric, sign) {
    var words = new Intl.Collator("zh-Hans", { numeric: true });
    return function (one, other) {
      if (one.key === "" || other.key === "") return (one.key === "") - (other.key === "") || one.place - other.place;
      var order = numeric ? one.key - other.key : words.compare(one.key, other.key);
      return order * sign || one.place - other.place;
    };
  }

  function sortable(table, done) {
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var original = Array.prototype.slice.call(body.rows);
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent.trim();
      button.title = head.title;
      head.removeAttribute("title");
      head.textContent = "";
      var printed = document.createElement("span");
      printed.className = "printed";
      printed.textContent = button.textContent;
      head.appendChild(button);
      head.appendChild(printed);
      button.addEventListener("click", function () {
        var falling = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        var keyed = original.map(function (row, place) { return { key: value(row, column), place: place, row: row }; });
        var numeric = keyed.every(function (item) { return item.key === "" || isFinite(item.key); });
        keyed.sort(compare(numeric, falling ? -1 : 1));
        var rows = document.createDocumentFragment();
        keyed.forEach(function (item) { rows.appendChild(item.row); });
        body.appendChild(rows);
        done();
      });
    });
  }

  function filterable(form, table, rest) {
    var fields = Array.prototype.slice.call(form.elements).filter(function (field) { return field.name; });
    var count = form.querySelector(".count");
    var page = Number(table.getAttribute("data-shown"));
    var limit = page;
    var columns = {};
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      if (head.hasAttribute("data-field")) columns[head.getAttribute("data-field")] = column;
    });

    function told(row, name) {
      if (name === "verdict") return row.className;
      if (name === "due") return row.getAttribute("data-due");
      return row.children[columns[name]].textContent.trim();
    }

    function fits(row) {
      return fields.every(function (field) {
        if (!field.value) return true;
        if (field.name !== "words") return told(row, field.name) === field.value;
        return row.textContent.toLowerCase().indexOf(field.value.trim().toLowerCase()) >= 0;
      });
    }

    function apply() {
      var found = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var fit = fits(row);
        if (fit) found += 1;
        row.hidden = !fit || found > limit;
        if (fit && found > limit) row.setAttribute("data-later", ""); else row.removeAttribute("data-later");
      });
      count.textContent = count.getAttribute("data-text").replace("#", found);
      rest.hidden = found <= limit;
      table.tBodies[0].classList.add("ready");
    }

    form.hidden = false;
    form.addEventListener("input", function () { limit = page; apply(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { limit = page; apply(); }); });
    rest.querySelector("button").addEventListener("click", function () { limit += page * 5; apply(); });
    Array.prototype.forEach.call(document.querySelectorAll(".preset"), function (link) {
      link.addEventListener("click", function () {
        var field = form.elements[link.getAttribute("data-field")];
        if (!field) return;
        form.reset();
        field.value = link.getAttribute("data-value");
        limit = page;
        apply();
      });
    });
    apply();
    return apply;
  }

  var form = document.querySelector(".filters");
  var refresh = function () {};
  if (form) refresh = filterable(form, document.getElementById("all"), document.querySelector(".rest"));
  Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), function (table) {
    sortable(table, function () { if (table.id === "all") refresh(); });
  });
  window.addEventListener("hashchange", jump);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) jump();
  });
  jump();
})();
