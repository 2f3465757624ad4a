/** Where the axes of a query go: three zones, chips that are dragged or moved by arrow keys and a menu. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Axis, type AxisPlace, type Layout, moveAxis, placeOfAxis, shiftAxis } from "../sheet/axes.js";
import { useQueryWords } from "./use-query-words.js";

const PLACES: readonly AxisPlace[] = ["rows", "columns", "filter"];

interface AxesProps {
  readonly layout: Layout;
  /** How many members each axis has. */
  readonly counts: Readonly<Record<Axis, number>>;
  readonly onChange: (layout: Layout) => void;
}

export function Axes({ layout, counts, onChange }: AxesProps): ReactNode {
  const w = useQueryWords();
  const [said, setSaid] = useState("");
  const dragged = useRef<Axis | null>(null);
  /** The chip that moved keeps the focus wherever it went. */
  const [moved, setMoved] = useState<Axis | null>(null);
  const zones = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moved !== null) zones.current?.querySelector<HTMLButtonElement>(`[data-axis="${moved}"]`)?.focus();
  }, [moved, layout]);
  const put = (axis: Axis, next: Layout): void => {
    if (next === layout) return;
    setMoved(axis);
    setSaid(w.moved(w.axis[axis], w.place[placeOfAxis(next, axis)]));
    onChange(next);
  };
  const press = (axis: Axis, event: KeyboardEvent): void => {
    const next = steps(layout, axis, event.key);
    if (!next) return;
    event.preventDefault();
    put(axis, next);
  };
  return (
    <section aria-label={w.layout}>
      <h3 className="section">{w.layout}</h3>
      <div className="zones" ref={zones}>
        {PLACES.map((place) => (
          <div
            key={place}
            className="zone"
            role="group"
            aria-label={w.place[place]}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged.current) put(dragged.current, moveAxis(layout, dragged.current, place));
            }}
          >
            <span className="caption">{w.place[place]}</span>
            {layout[place].map((axis, at) => (
              <Menu key={axis}>
                <MenuTrigger disableButtonEnhancement>
                  <Button
                    size="small"
                    draggable
                    data-axis={axis}
                    aria-label={w.axisIn(w.axis[axis], w.place[place], at + 1)}
                    onDragStart={(event) => {
                      dragged.current = axis;
                      // Some browsers drag nothing that carries nothing.
                      event.dataTransfer.setData("text/plain", w.axis[axis]);
                    }}
                    onDragEnd={() => (dragged.current = null)}
                    onKeyDown={(event) => press(axis, event)}
                  >
                    {w.axis[axis]} {counts[axis]}
                  </Button>
                </MenuTrigger>
                <MenuPopover>
                  <MenuList>
                    {PLACES.filter((other) => other !== place).map((other) => (
                      <MenuItem key={other} onClick={() => put(axis, moveAxis(layout, axis, other))}>
                        {w.moveTo(w.place[other])}
                      </MenuItem>
                    ))}
                    <MenuItem onClick={() => put(axis, shiftAxis(layout, axis, -1))}>{w.forward}</MenuItem>
                    <MenuItem onClick={() => put(axis, shiftAxis(layout, axis, 1))}>{w.backward}</MenuItem>
                  </MenuList>
                </MenuPopover>
              </Menu>
            ))}
          </div>
        ))}
      </div>
      <div className="caption">{w.layoutHint}</div>
      <div className="caption" aria-live="polite">
        {said}
      </div>
    </section>
  );
}

/** Left and right walk through rows, columns and filter, over a place that cannot be left empty; up and down the order. */
function steps(layout: Layout, axis: Axis, key: string): Layout | null {
  if (key === "ArrowUp") return shiftAxis(layout, axis, -1);
  if (key === "ArrowDown") return shiftAxis(layout, axis, 1);
  const by = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (by === 0) return null;
  const to = PLACES[PLACES.indexOf(placeOfAxis(layout, axis)) + by];
  return to === undefined ? layout : moveAxis(layout, axis, to);
}
