/** Children are elements or text; text never becomes markup. */
export type Child = Node | string;

interface Properties {
  class?: string;
  role?: string;
  /** Attributes whose names are no properties: aria-label, title, hidden … */
  attributes?: Record<string, string>;
}

/** An element of the page. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, role, attributes = {} }: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  if (role !== undefined) made.setAttribute('role', role);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Changes the text only when it differs, so that a reader's selection survives updates. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
