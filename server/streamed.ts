/** Answers too long to be made at once: the next part is made when the other side has taken the last. */
import type { Response } from "express";

/** Until the other side has taken what was sent, or has gone. */
export function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off("drain", goOn).off("close", goOn);
      resolve();
    };
    response.on("drain", goOn).on("close", goOn);
  });
}
