/** The saved queries of this workbook: insert again, open to change, rename, copy, delete. */
import { Button, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import { deleteQuery, duplicateQuery, renameQuery, type SavedQuery } from "../actions/queries.js";
import { usePane } from "./pane.js";
import { useQueryWords } from "./use-query-words.js";

interface SavedProps {
  readonly queries: readonly SavedQuery[];
  readonly onOpen: (query: SavedQuery) => void;
  readonly onInsert: (query: SavedQuery) => void;
  readonly onChanged: () => void;
}

export function SavedQueries({ queries, onOpen, onInsert, onChanged }: SavedProps): ReactNode {
  const { desk } = usePane();
  const w = useQueryWords();
  const [renamed, setRenamed] = useState<{ readonly id: string; readonly name: string } | null>(null);
  if (queries.length === 0) return null;
  const finish = (): void => {
    if (!renamed) return;
    void renameQuery(desk, renamed.id, renamed.name).then(onChanged);
    setRenamed(null);
  };
  return (
    <section className="card" aria-label={w.saved}>
      <h3 className="section">{w.saved}</h3>
      <ul className="list">
        {queries.map((query) => (
          <li key={query.id}>
            <div className="row">
              {renamed?.id === query.id ? (
                <Input
                  className="grow"
                  size="small"
                  autoFocus
                  aria-label={w.name}
                  value={renamed.name}
                  onChange={(_, data) => setRenamed({ id: query.id, name: data.value })}
                  onBlur={finish}
                  onKeyDown={(event) => event.key === "Enter" && finish()}
                />
              ) : (
                <span className="grow" title={query.name}>
                  {query.name}
                  <span className="caption" style={{ display: "block" }}>
                    {w.places(query.places.length)}
                  </span>
                </span>
              )}
              <Button size="small" onClick={() => onInsert(query)}>
                {w.insertHere}
              </Button>
              <Menu>
                <MenuTrigger disableButtonEnhancement>
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<MoreHorizontalRegular />}
                    aria-label={w.actionsOf(query.name)}
                  />
                </MenuTrigger>
                <MenuPopover>
                  <MenuList>
                    <MenuItem onClick={() => onOpen(query)}>{w.open}</MenuItem>
                    <MenuItem onClick={() => setRenamed({ id: query.id, name: query.name })}>{w.rename}</MenuItem>
                    <MenuItem onClick={() => void duplicateQuery(desk, query.id).then(onChanged)}>
                      {w.duplicate}
                    </MenuItem>
                    <MenuItem onClick={() => void deleteQuery(desk, query.id).then(onChanged)}>{w.remove}</MenuItem>
                  </MenuList>
                </MenuPopover>
              </Menu>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
