import { useCallback, useMemo, useSyncExternalStore } from "react";
import { currentPlace, go, onPlace, type Place } from "./address.ts";
import type { Field } from "./fields.ts";

type Fields = Readonly<Record<string, Field<unknown>>>;
type Values<Known extends Fields> = { readonly [Name in keyof Known]: Known[Name] extends Field<infer T> ? T : never };
/** Changes what is named and leaves the rest of the address; `replace` for what changes many times, as a slider does. */
export type SetAddress<T> = (changes: Partial<T>, options?: { readonly replace?: boolean }) => void;

export function usePlace(): Place {
  return useSyncExternalStore(onPlace, currentPlace);
}

/**
 * The view's state, kept in the address and nowhere else:
 *
 *     const FIELDS = { split: oneOf(["none", "category"], "none"), category: list() };
 *     const [view, setView] = useAddress(FIELDS);
 *
 * `fields` is a constant outside the component. What equals its usual value is not in the address.
 */
export function useAddress<Known extends Fields>(fields: Known): [Values<Known>, SetAddress<Values<Known>>] {
  const { search } = usePlace();
  const values = useMemo(() => {
    const given = new URLSearchParams(search);
    return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read(given.getAll(name))]));
  }, [search, fields]) as Values<Known>;
  const set = useCallback<SetAddress<Values<Known>>>(
    (changes, options) => {
      const params = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        params.delete(name);
        for (const text of fields[name]?.write(value) ?? []) params.append(name, text);
      }
      const text = params.toString();
      go(`${location.pathname}${text === "" ? "" : `?${text}`}`, options);
    },
    [fields],
  );
  return [values, set];
}
