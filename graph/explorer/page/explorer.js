// The page's own script: GraphiQL, asking this server and no other.
'use strict';

const explorer = document.getElementById('explorer');

// ask sends one question and gives back the answer. A refusal is JSON as well, whatever its status, and is shown as it came.
async function ask(question, { headers: typed } = {}) {
  const headers = new Headers({
    'Accept': 'application/graphql-response+json, application/json',
    'Content-Type': 'application/json',
  });
  for (const [name, value] of Object.entries(typed ?? {})) {
    headers.set(name, value);
  }

  const response = await fetch(explorer.dataset.endpoint, { method: 'POST', headers, body: JSON.stringify(question) });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} with something other than JSON.`);
  }
}

// A link may bring its own question, which is filled in but never run unasked. Without one, GraphiQL brings back the visitor's tabs.
const link = new URLSearchParams(location.search);

ReactDOM.createRoot(explorer).render(
  React.createElement(
    GraphiQL,
    {
      fetcher: ask,
      defaultQuery: explorer.dataset.first,
      query: link.get('query') ?? undefined,
      variables: link.get('variables') ?? undefined,
    },
    React.createElement(GraphiQL.Logo, null, 'Suivi'),
  ),
);
