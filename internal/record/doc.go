// Package record is what Suivi keeps: one GORM model per noun, and the vocabularies that their columns take.
//
// The models are the one home of the mapping. The writing road fills them, and the planner learns from them which table, column or relation
// answers a field of the schema: a field is answered by the model's field of the same name. Fields tagged `->` are read from a view
// and never written. What the tables allow is held by the migrations, not here.
//
// It knows neither HTTP nor GraphQL.
package record
