// While the browser saves a page by itself, people go on commenting. With the answer Wagtail puts the comments that the
// server knows in the place of all that stand there: one that is being written would be gone, and so would everything
// that was said, answered or closed since the saving began. Here it is done once more on the comments that came.

(() => {
  // As they stood when the saving began, and when its answer arrived.
  let sent = null, left = null;
  // Beyond all numbers that Wagtail gives, because it begins to count anew.
  let last = 1_000_000;

  const app = () => window.comments?.commentApp;
  const standing = () => app().store.getState().comments.comments;
  const act = (name, ...values) => app().store.dispatch(app().actions[name](...values));
  const fresh = () => (last += 1);
  // What has no number of the server yet is known by its words.
  const same = (one, other, path) =>
    one.remoteId ? one.remoteId === other.remoteId : one.text === other.text && (!path || one.contentpath === other.contentpath);

  function redoReplies(comment, before, now) {
    for (const reply of comment.replies.values()) {
      const old = before.replies.get(reply.localId);
      const found = old && [...now.replies.values()].find((other) => same(old, other));
      if (!old) act("addReply", now.localId, { ...reply, localId: fresh() });
      else if (found && reply.deleted && !old.deleted) act("deleteReply", now.localId, found.localId);
      else if (found && (reply.mode !== "default" || reply.text !== old.text)) {
        const { mode, newText, text } = reply;
        act("updateReply", now.localId, found.localId, { mode, newText, text });
      }
    }
  }

  // Returns the number that the comment has now.
  function redo(comment) {
    const before = sent?.get(comment.localId);
    if (!comment.remoteId && (!before || before.mode === "creating")) {
      const localId = fresh();
      // Without its mark: the field makes one.
      act("addComment", { ...comment, localId, annotation: null });
      return localId;
    }
    const old = before ?? comment;
    const now = [...standing().values()].find((other) => same(old, other, true));
    if (!now) return null; // somebody else has closed it
    if (comment.resolved && !old.resolved) act("resolveComment", now.localId);
    else if (comment.deleted && !old.deleted) act("deleteComment", now.localId);
    else if (comment.mode !== "default" || comment.newReply || comment.text !== old.text) {
      const { mode, newText, newReply, text } = comment;
      act("updateComment", now.localId, { mode, newText, newReply, text });
    }
    redoReplies(comment, old, now);
    return now.localId;
  }

  // Where somebody is writing, and where in the text.
  function cursor({ comments, focusedComment }) {
    const input = document.activeElement?.closest("#comments textarea");
    if (input) {
      const comment = Number(input.closest("[data-comment-id]").dataset.commentId);
      return { comment, kind: input.className, start: input.selectionStart, end: input.selectionEnd };
    }
    // A new comment gets the keyboard a moment after it has appeared.
    const { mode, newText } = comments.get(focusedComment) ?? {};
    return mode === "creating" ? { comment: focusedComment, kind: "comment__input", start: newText.length, end: newText.length } : null;
  }

  function writeOn(localId, { kind, start, end }) {
    act("setFocusedComment", localId, { updatePinnedComment: true, forceFocus: false });
    const input = document.querySelector(`[data-comment-id="${localId}"] textarea[class="${kind}"]`);
    if (!input || input === document.activeElement) return;
    // It was measured before it was shown.
    input.style.height = "";
    input.style.height = `${input.scrollHeight}px`;
    input.focus({ preventScroll: true });
    input.setSelectionRange(start, end);
  }

  document.addEventListener("w-autosave:save", () => { sent = app() ? standing() : null; }, { capture: true });
  document.addEventListener(
    "w-autosave:success",
    ({ detail }) => {
      if (!app() || !detail?.data?.comments) return;
      const now = app().store.getState().comments;
      left = { comments: now.comments, place: cursor(now) };
    },
    { capture: true },
  );
  // The window hears of it after the document, where Wagtail listens.
  window.addEventListener("w-autosave:success", () => {
    if (!left) return;
    const { comments, place } = left;
    left = null;
    const numbers = new Map([...comments.values()].map((comment) => [comment.localId, redo(comment)]));
    const written = place && numbers.get(place.comment);
    if (!written) return;
    writeOn(written, place);
    // Whatever held the keyboard in the comment that went away gives it back in a moment, to where it was before.
    setTimeout(() => writeOn(written, place));
  });
})();
