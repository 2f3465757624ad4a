/*
 * Loads office.js for the task pane, before the pane's own modules run.
 *
 * The pane's HTML holds
 *     <meta name="office-js" content="https://appsforoffice.microsoft.com/lib/1/hosted/office.js">
 *     <script src="/addin/officejs-loader.js"></script>
 * and nothing else about Office. The hub puts another address there where HUB_OFFICE_JS names one (the CDN of China, or a
 * copy on the intranet). A page that needs Office only now and then says which word of its address asks for it:
 * `data-when="dialog"`.
 *
 * In Excel the frame has no parent of ours, so the configured address is loaded. In the playground the pane is opened
 * with ?host=playground inside a page of the same origin that exposes `__officeHost`; then the playground's own
 * /addin/playground-officejs.js is loaded instead and nothing leaves the origin. Both conditions are asked: the query
 * alone could be forged by a link, and the parent alone could be any page that frames the pane.
 *
 * In WPS, which opens the pane with ?host=wps, there is no Office and nothing is loaded.
 *
 * Without an address, and outside the playground, nothing is loaded: the pane then finds no `Office` and says so.
 * document.write is deliberate: it is the one way in which a classic script puts another one before the modules.
 */
(function () {
  "use strict";

  function playgroundIsAround() {
    if (new URLSearchParams(location.search).get("host") !== "playground" || window.parent === window) return false;
    try {
      // Throws when the parent is of another origin.
      return window.parent.location.origin === location.origin && Boolean(window.parent.__officeHost);
    } catch {
      return false;
    }
  }

  var meta = document.querySelector('meta[name="office-js"]');
  if (meta && meta.dataset.when && !new URLSearchParams(location.search).has(meta.dataset.when)) return;
  if (new URLSearchParams(location.search).get("host") === "wps") return;
  var source = playgroundIsAround() ? "/addin/playground-officejs.js" : meta && meta.getAttribute("content");
  if (!source) return;
  // Only an attribute value is written; a quote or an angle bracket could end it.
  if (/["'<>]/.test(source)) throw new Error("The address of office.js holds a character that an address cannot have.");
  document.write('<script src="' + source + '"><' + "/script>");
})();
