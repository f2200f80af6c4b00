// No page needs this script. It has the browser keep the first page and a page for when there is no network.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
