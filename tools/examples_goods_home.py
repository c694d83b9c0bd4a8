"""Which genuine goods are used at home? Perfume, skin care, electronics, toys, tools, car parts, flasks.

@ line | brand | owner | category | picture | sellers, each with the number of variants it offers
"""

HOME = """
@ ambre-vesper | Orlune | Maison Orlune SA | Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne | ambre-vesper.png | s-03*3 s-04*2 s-17*2
name: Ambre Vesper Eau de Parfum
text: Amber, iris and smoked vanilla, inspired by the last light over the Calanques. Sealed, batch code on the base.
variants: 30 ml = 98.00; 50 ml = 128.00; 100 ml = 175.00; 200 ml = 260.00
@ replica-nocturne | Orlune | Maison Orlune SA | Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne | replica-nocturne.png | s-03*3 s-04*3 s-17*1
name: Replica Nocturne Eau de Parfum
text: The night-time answer to our first scent of 1987: the same pear and cedar, played in a minor key.
variants: 30 ml = 95.00; 50 ml = 124.00; 100 ml = 168.00; travel spray 3 x 10 ml = 99.00
@ cologne-du-port | Orlune | Maison Orlune SA | Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne | ambre-vesper.png | s-03*2 s-04*1
name: Cologne du Port
text: Bitter orange, rosemary and sea salt; a cologne to be splashed, not sprayed.
variants: 100 ml = 89.00; 200 ml = 132.00; 500 ml = 210.00
@ orlune-lotion | Orlune | Maison Orlune SA | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | sevrine-tube.png | s-03*2 s-17*1
name: Colophane scented body lotion
text: Light milk with shea, scented with cedar resin. Pump bottle.
variants: 150 ml = 66.00; 250 ml = 78.00
@ sevrine-serum | Sévrine & Fils | Sévrine & Fils SAS | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | rosee-calme.png | s-12*3 s-17*2
name: Rosée Calme soothing serum
text: Rose water from the Anjou, panthenol and niacinamide 4 %. Unscented, for skin that reddens.
variants: 15 ml = 34.00; 30 ml = 46.00; 50 ml = 64.00
@ sevrine-cream | Sévrine & Fils | Sévrine & Fils SAS | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | sevrine-jar.png | s-12*3 s-17*1
name: Rosée Calme barrier cream
text: A rich cream for winter faces; glass jar with an inner seal and an aluminium lid.
variants: 40 ml = 38.00; 50 ml = 44.00; 50 ml refill = 36.00; 100 ml = 71.00
@ sevrine-hand | Sévrine & Fils | Sévrine & Fils SAS | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | sevrine-tube.png | s-12*2 s-17*2
name: Crème de Jardin hand cream
text: Made for gardeners by a pharmacist in Nantes; sinks in before you find your gloves.
variants: 30 ml = 19.00; 75 ml = 24.00; set of three = 52.00
@ sol-spf | Solvane | Laboratoires Solvane SAS | Health & Beauty > Personal Care > Cosmetics > Skin Care > Sunscreen | solvane-sunscreen.png | s-12*3 s-17*2
name: Lait Solaire sunscreen SPF 50+
text: Mineral filter, no white cast, reef-friendly. Shake well and apply every two hours.
variants: 50 ml = 14.00; 100 ml = 21.00; 200 ml = 29.00; stick 12 g = 16.00
@ sol-after | Solvane | Laboratoires Solvane SAS | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | solvane-sunscreen.png | s-12*2
name: Lait Apaisant after-sun lotion
text: Aloe and thermal water for the evening after a long day out.
variants: 100 ml = 17.00; 200 ml = 24.00
@ kestrel-over | Silver Kestrel | Kestrel Audio Ltd | Electronics > Audio > Audio Components > Headphones & Headsets > Headphones | kestrel-black.png | s-07*3 s-28*1
name: SK-500 wireless noise-cancelling headphones
text: 40 mm drivers, 38 hours on one charge, folding yoke of magnesium. Replaceable ear pads.
variants: black = 249.00; silver = 249.00; midnight blue = 259.00
@ kestrel-studio | Silver Kestrel | Kestrel Audio Ltd | Electronics > Audio > Audio Components > Headphones & Headsets > Headphones | kestrel-silver.png | s-07*2
name: Monitor 2 studio headphones
text: Closed back, 62 ohm, coiled and straight cable in the box. Each pair measured, the plot enclosed.
variants: black = 179.00; grey = 179.00; black, 250 ohm = 189.00
@ kestrel-buds | Silver Kestrel | Kestrel Audio Ltd | Electronics > Audio > Audio Components > Headphones & Headsets > Headphones | kestrel-buds.png | s-07*3 s-28*1
name: Pip true wireless earbuds
text: Four sizes of tips, IPX5, multipoint. The charging case adds 24 hours.
variants: white = 99.00; black = 99.00; sage = 99.00; coral = 104.00
@ voltaro-charger | Voltaro | Voltaro Power GmbH | Electronics > Electronics Accessories > Power > Power Adapters & Chargers | voltaro-charger.png | s-08*3 s-24*2
name: GaN USB-C charger
text: Gallium-nitride charger with foldable prongs; UL listed, certificate number printed on the case.
variants: 20 W = 22.00; 30 W = 29.00; 65 W, two ports = 49.00; 100 W, four ports = 74.00
@ voltaro-aaa | Voltaro | Voltaro Power GmbH | Electronics > Electronics Accessories > Power > Batteries > General Purpose Batteries | voltaro-aaa.png | s-08*2 s-24*3
name: Prime AAA batteries
text: Alkaline AAA cells (LR03) for remotes, torches and toys. Ten years on the shelf.
variants: pack of 8 = 8.50; pack of 16 = 14.00; pack of 24 = 18.50; pack of 48 = 31.00
@ voltaro-aa | Voltaro | Voltaro Power GmbH | Electronics > Electronics Accessories > Power > Batteries > General Purpose Batteries | voltaro-aaa.png | s-24*2 s-08*1
name: Prime AA rechargeable batteries
text: NiMH cells of 2,500 mAh, charged in the factory, good for 1,200 cycles.
variants: pack of 4 = 15.50; pack of 8 = 27.00; pack of 12 = 38.00
@ klossby-harbor | Klossby | Klossby Leksaker AB | Toys & Games > Toys > Building Toys > Construction Set Toys | klossby-harbour.png | s-09*2 s-25*2
name: Fishing Harbour building set
text: A quay with crane, two boats and a very small gull. Fits all Klossby bricks since 1961.
variants: 412 pieces = 44.00; 860 pieces = 79.00
@ klossby-space | Klossby | Klossby Leksaker AB | Toys & Games > Toys > Building Toys > Construction Set Toys | klossby-space.png | s-09*3 s-25*2
name: Observatory building set
text: A dome that turns, a telescope with a real lens and four astronomers.
variants: 365 pieces = 39.00; 720 pieces = 72.00; 1,240 pieces = 119.00
@ klossby-box | Klossby | Klossby Leksaker AB | Toys & Games > Toys > Building Toys > Interlocking Blocks | klossby-box.png | s-09*3 s-25*2 s-28*1
name: Basic brick box
text: Loose bricks in eleven colours with a lid that is a building plate. From four years.
variants: 150 pieces = 18.00; 300 pieces = 29.00; 600 pieces = 49.00; 1,000 pieces = 74.00
@ dun-drill | Dunmarrow | Dunmarrow Tool Company, Inc. | Hardware > Tools > Drills > Handheld Power Drills | dunmarrow-drill.png | s-10*3 s-26*2
name: DM20 cordless drill driver
text: Brushless motor, 65 Nm, metal chuck. Five-year warranty when registered.
variants: bare tool = 89.00; with 2.0 Ah battery = 129.00; with two 4.0 Ah batteries = 189.00
@ dun-impact | Dunmarrow | Dunmarrow Tool Company, Inc. | Hardware > Tools > Impact Wrenches & Drivers | dunmarrow-driver.png | s-10*2 s-26*2
name: DM20 impact driver
text: 180 Nm, four speeds and a self-tapping mode. Runs on every DM20 battery.
variants: bare tool = 99.00; with 2.0 Ah battery = 139.00; with two 4.0 Ah batteries = 199.00
@ dun-saw | Dunmarrow | Dunmarrow Tool Company, Inc. | Hardware > Tools > Saws > Handheld Circular Saws | dunmarrow-driver.png | s-10*2 s-26*1
name: DM20 circular saw, 165 mm
text: Cuts 57 mm deep; electric brake, dust port, parallel guide.
variants: bare tool = 119.00; with 4.0 Ah battery = 179.00
@ dun-battery | Dunmarrow | Dunmarrow Tool Company, Inc. | Hardware > Tools > Drills > Handheld Power Drills | dunmarrow-drill.png | s-10*2
name: DM20 battery pack
text: Lithium-ion, 20 V, with charge display and cell monitoring.
variants: 2.0 Ah = 59.00; 4.0 Ah = 89.00; 8.0 Ah = 149.00
@ wex-tank | Wexcombe | Wexcombe Models Ltd | Arts & Entertainment > Hobbies & Creative Arts > Collectibles > Scale Models | wexcombe-engine.png | s-13*3 s-25*2
name: branch line tank engine, 00 gauge
text: Die-cast footplate, five-pole motor, sprung buffers. DCC ready.
variants: green, no. 1412 = 109.00; black, no. 1420 = 109.00; maroon, no. 1399 = 114.00
@ wex-bus | Wexcombe | Wexcombe Models Ltd | Arts & Entertainment > Hobbies & Creative Arts > Collectibles > Scale Models | wexcombe-bus.png | s-13*3 s-25*1
name: country bus, 1:76 scale
text: Diecast single-decker with printed adverts of shops that never were. For collectors over 14.
variants: cream and green = 29.00; red = 29.00; coach, blue = 31.00
@ wex-kit | Wexcombe | Wexcombe Models Ltd | Arts & Entertainment > Hobbies & Creative Arts > Collectibles > Scale Models | wexcombe-engine.png | s-13*2
name: signal box kit, 1:76 scale
text: Laser-cut wood and etched brass; a good weekend's work.
variants: brick base = 34.00; timber = 32.00; with lights = 46.00
@ medlar-phone | Medlar | Medlar Devices, Inc. | Electronics > Communications > Telephony > Mobile Phones > Unlocked Mobile Phones | medlar-phone.png | s-28*2
name: 12 smartphone, unlocked
text: 6.1-inch display, two cameras, user-replaceable battery. Sold with the maker's warranty.
variants: 128 GB, fog = 449.00; 128 GB, bark = 449.00; 256 GB, bark = 529.00
@ bren-pads | Brennick | Brennick Auto Parts Inc. | Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Parts > Motor Vehicle Braking | brennick-pads.png | s-14*3 s-27*3
name: CeramiStop brake pads
text: Low-dust ceramic pads with shims and wear indicators. Friction class and batch printed on every backplate.
variants: front axle, BR-1104 = 42.00; front axle, BR-1210 = 46.00; rear axle, BR-2104 = 38.00; rear axle, BR-2212 = 39.00
@ bren-discs | Brennick | Brennick Auto Parts Inc. | Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Parts > Motor Vehicle Braking | brennick-pads.png | s-14*2 s-27*2
name: coated brake discs, pair
text: High-carbon iron, zinc-flake coating, balanced. Bolts included.
variants: 280 mm = 88.00; 300 mm = 96.00; 320 mm = 109.00
@ pem-flask | Pemberlow | Pemberlow Flask Company | Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Thermoses | pemberlow-green.png | s-16*3 s-28*2
name: Fell vacuum flask
text: Double-walled steel: hot for 24 hours, cold for 36. Spare seals free for life.
variants: 500 ml, moss = 32.00; 750 ml, moss = 36.00; 750 ml, slate = 36.00; 1 litre, slate = 42.00
@ pem-mug | Pemberlow | Pemberlow Flask Company | Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Thermoses | pemberlow-slate.png | s-16*2
name: Commuter insulated mug
text: Leakproof flip lid, fits cup holders, dishwasher safe.
variants: 350 ml, cream = 26.00; 350 ml, slate = 26.00; 450 ml, moss = 29.00
@ moss-bear | Mossbeck | Mossbeck Toys Ltd | Toys & Games > Toys > Dolls, Playsets & Toy Figures > Stuffed Animals | mossbeck-bear.png | s-09*2 s-25*3
name: Alder the bear soft toy
text: Washable plush, embroidered eyes, safe from birth. Comes with a birthday tag to fill in.
variants: 20 cm = 22.00; 32 cm = 34.00; 48 cm = 58.00
@ moss-hare | Mossbeck | Mossbeck Toys Ltd | Toys & Games > Toys > Dolls, Playsets & Toy Figures > Stuffed Animals | mossbeck-bear.png | s-25*2 s-09*1
name: Bramble the hare soft toy
text: Long ears, corduroy paws and a waistcoat that comes off.
variants: 24 cm = 24.00; 36 cm = 37.00
"""  # noqa: E501  a heading is one line
